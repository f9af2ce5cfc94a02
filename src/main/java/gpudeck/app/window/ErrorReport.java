package gpudeck.app.window;

import gpudeck.domain.Secrets;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// A bug as it is shown and reported.
///
/// @param code the same for the same bug, whatever the lines and values
record ErrorReport(String code, String details) {

    private static final int CODE_LENGTH = 6;

    /// @param secrets not to be in it: it is shown, copied and sent
    static ErrorReport of(Throwable bug, String version, Secrets secrets) {
        var details = new StringWriter();
        var writer = new PrintWriter(details);
        writer.printf(
                Locale.ROOT,
                "GPU Deck %s, Java %s, %s %s%n",
                version,
                Runtime.version(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"));
        bug.printStackTrace(writer);
        return new ErrorReport(codeOf(bug), secrets.hiddenIn(details.toString()));
    }

    /// From the names in its stack traces: line numbers change with every version.
    private static String codeOf(Throwable bug) {
        var names = new StringBuilder();
        for (var at = bug; at != null; at = at.getCause()) {
            names.append(at.getClass().getName());
            names.append(
                    Arrays.stream(at.getStackTrace())
                            .filter(frame -> frame.getClassName().startsWith("gpudeck."))
                            .map(frame -> frame.getClassName() + "#" + frame.getMethodName())
                            .collect(Collectors.joining()));
        }
        var hash = Integer.toString(names.toString().hashCode() & Integer.MAX_VALUE, 36);
        return "0"
                .repeat(CODE_LENGTH)
                .concat(hash)
                .substring(hash.length())
                .toUpperCase(Locale.ROOT);
    }
}
