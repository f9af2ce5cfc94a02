package gpudeck.engine.custody;

import gpudeck.engine.ChildProcess;
import gpudeck.engine.ProgramPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the computer from falling asleep by itself: asleep, it ends no machine. What the user does
/// is obeyed, a closed lid or the sleep button, and the screen may go dark. A program of the system
/// does it while it runs another one, which here waits for the end of this program, however it
/// ends.
public final class StayAwake {

    private static final Logger LOG = LoggerFactory.getLogger(StayAwake.class);

    private static final int TRIAL_SECONDS = 5;

    /// Not on a pipe: some of these programs give the one they run an input of their own.
    private static final List<String> UNTIL_THIS_ENDS =
            List.of(
                    "sh",
                    "-c",
                    "while kill -0 \"$0\" 2>/dev/null; do sleep 5; done",
                    Long.toString(ProcessHandle.current().pid()));

    private static final String WHY = "A rented machine costs money until it is ended from here";

    /// The desktops have rules of their own for it, so theirs come first: gnome-session-inhibit(1)
    /// and kde-inhibit. By systemd-inhibit(1) `idle` is what the system does by itself.
    private static final List<List<String>> LINUX =
            List.of(
                    List.of(
                            "gnome-session-inhibit",
                            "--app-id",
                            "gpudeck",
                            "--reason",
                            WHY,
                            "--inhibit",
                            "suspend"),
                    List.of("kde-inhibit", "--power"),
                    List.of(
                            "systemd-inhibit",
                            "--what=idle",
                            "--mode=block",
                            "--who=GPU Deck",
                            "--why=" + WHY));

    /// caffeinate(8)
    private static final List<List<String>> MACOS = List.of(List.of("caffeinate", "-i"));

    private final List<List<String>> commands;
    private final ProgramPath programs;
    private @Nullable Process holding;
    private boolean held;

    /// @param system as Java calls it, `os.name`
    public StayAwake(String system, ProgramPath programs) {
        this.commands = commands(system.toLowerCase(Locale.ROOT));
        this.programs = programs;
    }

    public static StayAwake onThisComputer() {
        return new StayAwake(System.getProperty("os.name"), ProgramPath.ofTheSystem());
    }

    private static List<List<String>> commands(String system) {
        if (system.startsWith("mac")) {
            return MACOS;
        }
        return system.startsWith("linux") ? LINUX : List.of();
    }

    /// The program that can do it. That is tried, which takes a moment.
    ///
    /// @return empty if the computer cannot be kept awake
    public Optional<Path> program() throws InterruptedException {
        return working().map(Way::program);
    }

    /// From now on, unless it is so already.
    public void hold() throws InterruptedException {
        if (held) {
            return;
        }
        held = true;
        var way = working();
        if (way.isEmpty()) {
            LOG.info("Nothing here keeps the computer awake");
            return;
        }
        try {
            holding = way.get().start(UNTIL_THIS_ENDS);
            LOG.info("Kept awake by {}", way.get().program());
        } catch (IOException e) {
            LOG.warn("{} does not start", way.get().program(), e);
        }
    }

    /// The computer may fall asleep again.
    public void release() {
        held = false;
        var program = holding;
        holding = null;
        if (program != null) {
            program.descendants().forEach(ProcessHandle::destroy);
            program.destroy();
        }
    }

    private Optional<Way> working() throws InterruptedException {
        for (var command : commands) {
            var program = programs.find(command.getFirst());
            if (program.isPresent()) {
                var way = new Way(program.get(), command.subList(1, command.size()));
                if (way.works()) {
                    return Optional.of(way);
                }
            }
        }
        return Optional.empty();
    }

    private record Way(Path program, List<String> options) {

        Process start(List<String> meanwhile) throws IOException {
            var words =
                    Stream.of(List.of(program.toString()), options, meanwhile)
                            .flatMap(List::stream)
                            .toList();
            return ChildProcess.of(words)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        }

        boolean works() throws InterruptedException {
            try {
                var trial = start(List.of("true"));
                boolean over = trial.waitFor(TRIAL_SECONDS, TimeUnit.SECONDS);
                trial.destroy();
                return over && trial.exitValue() == 0;
            } catch (IOException e) {
                LOG.info("{} does not start", program, e);
                return false;
            }
        }
    }
}
