package gpudeck.bench.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Runs this computer's own programs.
public final class Shell {

    private Shell() {}

    /// Runs it to its end, by bash.
    ///
    /// @throws IOException if it, or any part of its pipe, fails
    public static void run(String command) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder("bash", "-c", "set -o pipefail; " + command)
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException(command + " ended with " + status + ": " + said);
        }
    }

    /// Deletes folders and files with all that is in them.
    public static void delete(List<Path> all) throws IOException, InterruptedException {
        for (var each : all) {
            run("rm -rf -- " + quote(each));
        }
    }

    static String quote(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }
}
