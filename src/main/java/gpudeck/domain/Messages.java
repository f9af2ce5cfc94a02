package gpudeck.domain;

import java.text.MessageFormat;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;

/// Text in the user's language, from the bundle `gpudeck.i18n.messages`.
public final class Messages {

    private final ResourceBundle bundle;
    private final Map<String, MessageFormat> formats = new ConcurrentHashMap<>();

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
        return format(key).format(words);
    }

    /// A copy: a format is for one thread, and takes far longer to be read than to be copied.
    private MessageFormat format(String key) {
        return (MessageFormat)
                formats.computeIfAbsent(
                                key,
                                k -> new MessageFormat(bundle.getString(k), bundle.getLocale()))
                        .clone();
    }

    public String text(UserMessage message) {
        return text(message.key(), message.args().toArray());
    }
}
