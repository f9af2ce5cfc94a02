package gpudeck.domain;

import java.util.List;

/// Something to tell the user: a key of the message bundle and its arguments, never finished text.
public record UserMessage(String key, List<Object> args) {

    public UserMessage {
        args = List.copyOf(args);
    }

    public static UserMessage of(String key, Object... args) {
        return new UserMessage(key, List.of(args));
    }
}
