package gpudeck.domain.job;

import java.util.ArrayList;
import java.util.List;

/// Arguments as one line of text, quoted where needed as a shell would have it. Nothing else of a
/// shell works here: no variables, no wildcards.
public final class ArgumentText {

    private ArgumentText() {}

    public static List<String> split(String text) {
        var arguments = new ArrayList<String>();
        var current = new StringBuilder();
        boolean inside = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0 && c == quote) {
                quote = 0;
            } else if (c == '\\' && quote != '\'' && i + 1 < text.length()) {
                current.append(text.charAt(++i));
                inside = true;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
                inside = true;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (inside) {
                    arguments.add(current.toString());
                    current.setLength(0);
                    inside = false;
                }
            } else {
                current.append(c);
                inside = true;
            }
        }
        if (inside) {
            arguments.add(current.toString());
        }
        return List.copyOf(arguments);
    }

    /// What [#split] reads back.
    public static String join(List<String> arguments) {
        return String.join(" ", arguments.stream().map(ArgumentText::quoted).toList());
    }

    private static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9_./:=,@%+-]+")
                ? argument
                : "'" + argument.replace("'", "'\\''") + "'";
    }
}
