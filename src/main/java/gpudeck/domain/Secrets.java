package gpudeck.domain;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Takes secrets out of text that others made: the words of a server, of a library, of a bug.
///
/// @param key hidden wherever it stands; what merely looks like a secret is hidden without it
public record Secrets(Optional<ApiKey> key) {

    private static final String HIDDEN = "***";

    /// A shorter one is a word of some test, and would tear holes into every text.
    private static final int SHORTEST_KEY = 8;

    /// The first group stays. Text may be cut off anywhere, so no pattern needs an end.
    private static final List<Pattern> KNOWN =
            List.of(
                    Pattern.compile(
                            "(\"(?:jupyter_url|jupyter_token|private_key)\"\\s*:\\s*\")[^\"]+"),
                    Pattern.compile("(\"user_data\"\\s*:\\s*\").+", Pattern.DOTALL),
                    Pattern.compile("(-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----)[^-]+"),
                    Pattern.compile("([?&]token(?:=|%3[dD]|\\\\u003[dD]))[^\\s&\"'<>]+"),
                    Pattern.compile("(?i)(Bearer\\s+)[^\\s\"'<>]+"),
                    Pattern.compile("(\\bsecret_)[\\w.-]{8,}"));

    public static Secrets of(ApiKey key) {
        return new Secrets(Optional.of(key));
    }

    public String hiddenIn(String text) {
        var hidden =
                key.map(ApiKey::secret)
                        .filter(secret -> secret.length() >= SHORTEST_KEY)
                        .map(secret -> text.replace(secret, HIDDEN))
                        .orElse(text);
        for (var pattern : KNOWN) {
            hidden = pattern.matcher(hidden).replaceAll("$1" + HIDDEN);
        }
        return hidden;
    }
}
