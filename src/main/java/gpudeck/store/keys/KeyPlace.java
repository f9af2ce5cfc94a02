package gpudeck.store.keys;

import gpudeck.domain.UserMessage;
import java.nio.file.Path;

/// Where an API key was found, or is kept. An option is none of them: other users of a computer can
/// read command lines.
public sealed interface KeyPlace {

    record Environment() implements KeyPlace {}

    /// @param file a `.env`
    record EnvFile(Path file) implements KeyPlace {}

    record SystemKeyring() implements KeyPlace {}

    /// @param file nobody but its owner can read it
    record OwnFile(Path file) implements KeyPlace {}

    /// Whether it was set from outside, so that a kept key does not count.
    default boolean winsOverKept() {
        return switch (this) {
            case Environment _, EnvFile _ -> true;
            case SystemKeyring _, OwnFile _ -> false;
        };
    }

    /// To follow "Found" or "Kept".
    default UserMessage words() {
        return switch (this) {
            case Environment _ -> UserMessage.of("error.setting.from.environment");
            case SystemKeyring _ -> UserMessage.of("key.place.keyring");
            case EnvFile(Path file) -> UserMessage.of("error.setting.from.file", file.toString());
            case OwnFile(Path file) -> UserMessage.of("error.setting.from.file", file.toString());
        };
    }
}
