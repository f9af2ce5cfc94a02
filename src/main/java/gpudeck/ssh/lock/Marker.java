package gpudeck.ssh.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// A condition on the machine as Python packages state it: `sys_platform == 'linux' and
/// platform_machine == 'x86_64'`. Only what says which kind of machine it is, is judged; all else,
/// the version of Python first, stays open.
final class Marker {

    /// Whether a condition holds, as far as that is certain.
    enum Truth {
        NO,
        OPEN,
        YES;

        Truth and(Truth other) {
            return compareTo(other) < 0 ? this : other;
        }

        Truth or(Truth other) {
            return compareTo(other) > 0 ? this : other;
        }
    }

    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\s*(\\(|\\)|===|==|!=|<=|>=|~=|<|>|'[^']*'|\"[^\"]*\"|[A-Za-z_][A-Za-z0-9_.]*)");

    private static final int DEEPEST = 50;

    private final List<String> tokens;
    private final Map<String, String> machine;
    private int at;
    private int depth;

    private Marker(List<String> tokens, String architecture) {
        this.tokens = tokens;
        this.machine =
                Map.of(
                        "platform_machine", architecture,
                        "sys_platform", "linux",
                        "platform_system", "linux",
                        "os_name", "posix");
    }

    /// @param architecture of a Linux machine, as `uname -m` names it
    /// @return open, too, if it makes no sense
    static Truth of(String condition, String architecture) {
        var tokens = new ArrayList<String>();
        var matcher = TOKEN.matcher(condition.strip());
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            tokens.add(matcher.group(1));
            end = matcher.end();
        }
        var marker = new Marker(tokens, architecture);
        try {
            var truth = marker.either();
            boolean isWhole = end == condition.strip().length() && marker.at == tokens.size();
            return isWhole ? truth : Truth.OPEN;
        } catch (IllegalArgumentException _) {
            return Truth.OPEN;
        }
    }

    private Truth either() {
        var truth = both();
        while (takes("or")) {
            truth = truth.or(both());
        }
        return truth;
    }

    private Truth both() {
        var truth = one();
        while (takes("and")) {
            truth = truth.and(one());
        }
        return truth;
    }

    private Truth one() {
        if (!takes("(")) {
            return comparison();
        }
        if (++depth > DEEPEST) {
            throw new IllegalArgumentException("too deep");
        }
        var truth = either();
        depth--;
        if (!takes(")")) {
            throw new IllegalArgumentException("no )");
        }
        return truth;
    }

    private Truth comparison() {
        var left = next();
        var operator = next();
        if (operator.equals("not")) {
            operator += " " + next();
        }
        var right = next();
        var name = isText(left) ? right : left;
        var text = isText(left) ? left : right;
        var value = machine.get(name);
        if (value == null || !isText(text)) {
            return Truth.OPEN;
        }
        boolean isSame =
                text.substring(1, text.length() - 1).toLowerCase(Locale.ROOT).equals(value);
        return switch (operator) {
            case "==" -> isSame ? Truth.YES : Truth.NO;
            case "!=" -> isSame ? Truth.NO : Truth.YES;
            default -> Truth.OPEN;
        };
    }

    private static boolean isText(String token) {
        return token.startsWith("'") || token.startsWith("\"");
    }

    private boolean takes(String token) {
        if (at < tokens.size() && tokens.get(at).equals(token)) {
            at++;
            return true;
        }
        return false;
    }

    private String next() {
        if (at == tokens.size()) {
            throw new IllegalArgumentException("cut");
        }
        return tokens.get(at++);
    }
}
