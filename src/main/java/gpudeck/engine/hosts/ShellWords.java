package gpudeck.engine.hosts;

import gpudeck.ssh.RemoteShell;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// Words as the programs that read them on this computer need them quoted.
public final class ShellWords {

    private static final boolean WINDOWS = File.separatorChar == '\\';

    private ShellWords() {}

    /// A command as a line to paste into a shell of this computer.
    public static String line(List<String> command) {
        return line(command, WINDOWS);
    }

    static String line(List<String> command, boolean windows) {
        return command.stream()
                .map(word -> windows ? windowsWord(word) : RemoteShell.quote(word))
                .collect(Collectors.joining(" "));
    }

    /// For `cmd`, PowerShell and the C library's way of taking a line apart.
    private static String windowsWord(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./\\\\-]+")
                ? word
                : "\""
                        + word.replaceAll("(\\\\*)\"", "$1$1\\\\\"").replaceAll("(\\\\+)$", "$1$1")
                        + "\"";
    }

    /// A file as `ssh` takes it in its configuration, and behind `-o`.
    static String configFile(Path file) {
        return configWord(slashes(file).replace("%", "%%"));
    }

    /// As `Include` takes it, which knows no `%`.
    static String included(Path file) {
        return configWord(slashes(file));
    }

    /// As `ssh -i` takes it.
    static String keyFile(Path file) {
        return slashes(file).replace("%", "%%");
    }

    private static String slashes(Path file) {
        var path = file.toAbsolutePath().toString();
        return WINDOWS ? path.replace('\\', '/') : path;
    }

    private static String configWord(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./-]+")
                ? word
                : "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
