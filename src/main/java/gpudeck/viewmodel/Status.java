package gpudeck.viewmodel;

import gpudeck.domain.UserMessage;

/// A state as it is shown: shape first, then word, then colour.
public record Status(Shape shape, Tone tone, UserMessage word) {}
