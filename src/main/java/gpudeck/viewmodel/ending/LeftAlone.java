package gpudeck.viewmodel.ending;

import gpudeck.domain.UserMessage;

/// What machines that nobody watches come to.
public record LeftAlone(UserMessage untilWhen, UserMessage cost) {}
