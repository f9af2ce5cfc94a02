package gpudeck.engine.hosts;

import gpudeck.domain.UserMessage;
import gpudeck.store.journal.HostKeyPin;

/// The host key of an instance as it is shown.
///
/// @param fingerprint `SHA256:…`
/// @param why it is trusted
public record HostKeyFacts(String fingerprint, UserMessage why) {

    public static HostKeyFacts of(HostKeyPin pin) {
        return new HostKeyFacts(pin.key().fingerprint(), why(pin));
    }

    private static UserMessage why(HostKeyPin pin) {
        return switch (pin.origin()) {
            case MADE_HERE ->
                    UserMessage.of(
                            pin.seenAt().isPresent()
                                    ? "word.hostKey.madeHere"
                                    : "word.hostKey.notSeen");
            case CONFIRMED -> UserMessage.of("word.hostKey.confirmed");
            case FIRST_CONTACT -> UserMessage.of("word.hostKey.first");
        };
    }
}
