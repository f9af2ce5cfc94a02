package gpudeck.engine.doctor;

import gpudeck.domain.UserMessage;
import java.util.Optional;

/// What was found about one subject.
///
/// @param title what it is, in a few words
/// @param advice what to do about it
public record Finding(
        Subject subject,
        Health health,
        UserMessage title,
        UserMessage text,
        Optional<UserMessage> advice) {

    static Finding fine(Subject subject, UserMessage title, UserMessage text) {
        return new Finding(subject, Health.FINE, title, text, Optional.empty());
    }

    static Finding look(Subject subject, UserMessage title, UserMessage text, UserMessage advice) {
        return new Finding(subject, Health.LOOK, title, text, Optional.of(advice));
    }

    static Finding fix(Subject subject, UserMessage title, UserMessage text, UserMessage advice) {
        return new Finding(subject, Health.FIX, title, text, Optional.of(advice));
    }

    /// For what says by itself what to do.
    static Finding fix(Subject subject, UserMessage title, UserMessage text) {
        return new Finding(subject, Health.FIX, title, text, Optional.empty());
    }
}
