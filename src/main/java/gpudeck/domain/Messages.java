package gpudeck.domain;

import java.text.MessageFormat;
import java.util.ResourceBundle;

/// Text in the user's language, from the bundle `gpudeck.i18n.messages`.
public final class Messages {

    private final ResourceBundle bundle;

    public Messages(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    public static Messages load() {
        return new Messages(ResourceBundle.getBundle("gpudeck.i18n.messages"));
    }

    /// Arguments that are messages themselves are put into words first.
    public String text(String key, Object... args) {
        var words = new Object[args.length];
        for (int i = 0; i < args.length; i++) {
            words[i] = args[i] instanceof UserMessage inner ? text(inner) : args[i];
        }
        return new MessageFormat(bundle.getString(key), bundle.getLocale()).format(words);
    }

    public String text(UserMessage message) {
        return text(message.key(), message.args().toArray());
    }
}
