package gpudeck.store;

import gpudeck.domain.UserMessage;
import java.io.Serial;

/// A setting that cannot be used as it is.
public final class SettingException extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    private final transient UserMessage explanation;

    public SettingException(UserMessage explanation) {
        super(explanation.key() + explanation.args());
        this.explanation = explanation;
    }

    public SettingException(UserMessage explanation, Throwable cause) {
        super(explanation.key() + explanation.args(), cause);
        this.explanation = explanation;
    }

    /// Names the setting, its value, where it came from, and what is wrong with it.
    public UserMessage explanation() {
        return explanation;
    }
}
