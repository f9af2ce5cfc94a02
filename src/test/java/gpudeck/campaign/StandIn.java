package gpudeck.campaign;

import gpudeck.sim.machine.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// A program on a simulated machine that stops where it is told, until it is let go on. It comes
/// before the real one in the machine's PATH.
///
/// @param program its name
/// @param when words of a command line that is stopped; others are not
/// @param place where it stops
/// @param bytes how many pass first, where that counts
record StandIn(String program, String when, Place place, long bytes) {

    enum Place {
        BEFORE,
        INSIDE_INPUT,
        INSIDE_OUTPUT,
        AFTER,

        /// Not at all: the first time, one byte of its output comes out wrong.
        FLIPPED,

        /// Not at all: the first time, its output ends early, and it says that all is well.
        CUT,

        /// Not at all: the first times, its output is cut, or one byte of it is wrong, and it says
        /// that all is well.
        DAMAGED
    }

    private static final String TEXT =
            """
            #!/bin/sh
            real=@REAL@
            case " $* " in
            *"@WHEN@"*) ;;
            *) exec "$real" "$@" ;;
            esac
            stop() {
                : >"@GATE@/reached"
                while [ -d "@GATE@" ] && [ ! -e "@GATE@/go" ]; do sleep 0.02; done
            }
            @BODY@
            """;

    private static final int TIMES_DAMAGED = 20;

    /// In turn: cut at 10, 50 and 99 %, and a byte wrong at 10 and at 50 %.
    private static final String DAMAGE =
            """
            : >"@GATE@/reached"
            times=$(cat "@GATE@/times" 2>/dev/null || echo 0)
            if [ "$times" -ge @TIMES@ ]; then exec "$real" "$@"; fi
            echo $((times + 1)) >"@GATE@/times"
            cut() { head -c $((@BYTES@ * $1 / 100)); cat >/dev/null; }
            flip() { head -c $((@BYTES@ * $1 / 100)); head -c 1 | tr '\\000-\\377' '\\001-\\377\\000'; cat; }
            case $((times % 5)) in
            0) "$real" "$@" | cut 10 ;;
            1) "$real" "$@" | cut 50 ;;
            2) "$real" "$@" | cut 99 ;;
            3) "$real" "$@" | flip 10 ;;
            4) "$real" "$@" | flip 50 ;;
            esac
            """
                    .replace("@TIMES@", Integer.toString(TIMES_DAMAGED));

    private String body() {
        return switch (place) {
            case BEFORE -> "stop; exec \"$real\" \"$@\"";
            case INSIDE_INPUT ->
                    "{ head -c %d; stop; cat; } | exec \"$real\" \"$@\"".formatted(bytes);
            case INSIDE_OUTPUT -> "\"$real\" \"$@\" | { head -c %d; stop; cat; }".formatted(bytes);
            case FLIPPED -> once("{ head -c %d; head -c 1 >/dev/null; printf '!'; cat; }");
            case CUT -> once("{ head -c %d; cat >/dev/null; }");
            case DAMAGED -> DAMAGE.replace("@BYTES@", Long.toString(bytes));
            case AFTER -> "\"$real\" \"$@\"; status=$?; stop; exit $status";
        };
    }

    private String once(String damage) {
        return """
        if [ -e "@GATE@/reached" ]; then exec "$real" "$@"; fi
        : >"@GATE@/reached"
        "$real" "$@" | %s
        """
                .formatted(damage.formatted(bytes));
    }

    void install(Machine machine) throws IOException {
        Files.createDirectories(gate(machine));
        var text =
                TEXT.replace("@REAL@", real(machine).toString())
                        .replace("@WHEN@", when)
                        .replace("@BODY@", body())
                        .replace("@GATE@", gate(machine).toString());
        var file = root(machine).resolve("bin").resolve(program);
        Files.writeString(file, text);
        makeExecutable(file);
        if (real(machine).startsWith(root(machine))) {
            makeExecutable(real(machine)); // what is shared waits there for its installer
        }
    }

    private static void makeExecutable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    boolean isReached(Machine machine) {
        return Files.exists(gate(machine).resolve("reached"));
    }

    /// A machine that has ended has nothing to let go on.
    void release(Machine machine) throws IOException {
        if (Files.isDirectory(gate(machine))) {
            Files.writeString(gate(machine).resolve("go"), "");
        }
    }

    private Path gate(Machine machine) {
        return root(machine).resolve("gate-" + program);
    }

    private Path real(Machine machine) {
        var shared = root(machine).resolve("share").resolve(program);
        var system = Path.of("/usr/bin", program);
        return Files.exists(shared)
                ? shared
                : Files.exists(system) ? system : Path.of("/bin", program);
    }

    private static Path root(Machine machine) {
        return machine.home().resolveSibling("");
    }
}
