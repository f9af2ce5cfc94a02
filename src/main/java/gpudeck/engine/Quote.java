package gpudeck.engine;

import gpudeck.domain.UserMessage;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// Words that are not GPU Deck's, made fit to stand in a sentence of its own: one line, not long,
/// nothing that moves a cursor or turns the direction of the text.
final class Quote {

    private static final int LONGEST = 240;
    private static final int LONGEST_PATH = 1_024;
    private static final String CUT = "…";

    private static final Pattern ESCAPES =
            Pattern.compile("\\x1B(?:\\[[0-?]*[ -/]*[@-~]|][^\\x07\\x1B]*(?:\\x07|\\x1B\\\\)?)");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cc}\\p{Zl}\\p{Zp}]+");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cs}]");

    /// As Java puts it before what an exception says.
    private static final Pattern EXCEPTION_NAME =
            Pattern.compile("^(?:[a-z]\\w*\\.)+[A-Z][\\w$]*(?::\\s*|$)");

    private static final Pattern PLAIN_PATH = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private Quote() {}

    /// `ours`, then what the API says, if it says anything.
    static UserMessage lambda(UserMessage ours, String message, Optional<String> suggestion) {
        return add("error.lambdaSays", ours, start(joined(words(message), suggestion)));
    }

    /// `ours`, then why, as a library or the system puts it.
    static UserMessage reason(UserMessage ours, String why, Optional<String> suggestion) {
        var said = EXCEPTION_NAME.matcher(words(why)).replaceFirst("");
        return add("error.reason", ours, start(joined(said, suggestion)));
    }

    static UserMessage reason(UserMessage ours, String why) {
        return reason(ours, why, Optional.empty());
    }

    /// `ours`, then how an answer that is not understood begins.
    static UserMessage answer(UserMessage ours, String firstBytes) {
        return add("error.answer", ours, start(words(firstBytes)));
    }

    /// `ours`, then the end of what a command wrote.
    static UserMessage lastWords(UserMessage ours, String written) {
        var said = words(written);
        int from = said.length() - LONGEST;
        return add(
                "error.lastWords",
                ours,
                from <= 0 ? said : CUT + said.substring(whole(said, from)));
    }

    /// A name or a path: what is at its end tells the most.
    static String name(String text) {
        var clean = visible(text);
        int from = clean.length() - LONGEST;
        return from <= 0 ? clean : CUT + clean.substring(whole(clean, from));
    }

    static Object[] names(String... texts) {
        return Arrays.stream(texts).map(Quote::name).toArray();
    }

    /// A path as it can be pasted into a shell, unless it is longer than anyone would paste.
    static String argument(String path) {
        var clean = visible(path);
        if (clean.length() > LONGEST_PATH) {
            return name(path);
        }
        return PLAIN_PATH.matcher(clean).matches()
                ? clean
                : "'" + clean.replace("'", "'\\''") + "'";
    }

    private static UserMessage add(String key, UserMessage ours, String said) {
        return said.isEmpty() ? ours : UserMessage.of(key, ours, said);
    }

    private static String joined(String said, Optional<String> suggestion) {
        var more = suggestion.map(Quote::words).orElse("");
        return said.isEmpty() || more.isEmpty() ? said + more : said + ". " + more;
    }

    /// On one line and without its full stop. What Java calls null is nothing.
    private static String words(String text) {
        var line = ESCAPES.matcher(text).replaceAll("");
        line = SPACE.matcher(line).replaceAll(" ");
        line = INVISIBLE.matcher(line).replaceAll("").replace('"', '\'').strip();
        line = line.endsWith(".") ? line.substring(0, line.length() - 1).stripTrailing() : line;
        return line.equals("null") ? "" : line;
    }

    private static String visible(String text) {
        var clean = ESCAPES.matcher(text).replaceAll("");
        clean = CONTROL.matcher(clean).replaceAll("?");
        return INVISIBLE.matcher(clean).replaceAll("");
    }

    private static String start(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, whole(text, LONGEST)).strip() + CUT;
    }

    /// Not in the middle of a character that takes two `char`s.
    private static int whole(String text, int index) {
        return Character.isLowSurrogate(text.charAt(index)) ? index + 1 : index;
    }
}
