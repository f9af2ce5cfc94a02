package gpudeck.sim.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts and ends what runs on one machine. Every process inherits a mark in its environment, by
/// which those that left their group and their parent are still found (on Linux).
final class Processes {

    private static final Logger LOG = LoggerFactory.getLogger(Processes.class);
    private static final Path PROC = Path.of("/proc");
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(2);

    private final String mark;
    private final Set<ProcessHandle> started = ConcurrentHashMap.newKeySet();

    /// @param folder of the machine: its id alone is the same in another simulator of that seed
    Processes(Path folder) {
        mark = "GPUDECK_SIM_MACHINE=" + folder.toAbsolutePath().normalize();
    }

    /// Starts a command as the leader of a group of its own, with this environment and no other.
    Process start(List<String> command, Path folder, Map<String, String> environment)
            throws IOException {
        var words = new ArrayList<String>();
        if (Files.isExecutable(SETSID)) {
            words.add(SETSID.toString());
        }
        words.addAll(command);
        var builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        int equals = mark.indexOf('=');
        builder.environment().put(mark.substring(0, equals), mark.substring(equals + 1));
        var process = builder.start();
        started.add(process.toHandle());
        var _ = process.onExit().thenRun(() -> started.remove(process.toHandle()));
        return process;
    }

    /// Sends a signal to a command and all in its group.
    static void signal(Process process, String name) {
        long pid = process.pid();
        try {
            var kill =
                    new ProcessBuilder(
                                    "/bin/sh",
                                    "-c",
                                    "kill -s \"$1\" -- -\"$2\" || kill -s \"$1\" \"$2\"",
                                    "sh",
                                    name,
                                    Long.toString(pid))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            kill.environment().clear();
            kill.start().waitFor();
        } catch (IOException e) {
            LOG.warn("could not send {} to {}", name, pid, e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    List<ProcessHandle> running() {
        var found = new LinkedHashSet<ProcessHandle>();
        for (var handle : started) {
            if (handle.isAlive()) {
                found.add(handle);
                handle.descendants().forEach(found::add);
            }
        }
        ProcessHandle.allProcesses().filter(this::isMarked).forEach(found::add);
        return List.copyOf(found);
    }

    /// Kills all; what they start meanwhile too.
    void killAll() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (var left = running(); !left.isEmpty(); left = running()) {
            if (System.nanoTime() - end > 0) {
                LOG.warn("processes of {} do not end: {}", mark, left);
                return;
            }
            left.forEach(ProcessHandle::destroyForcibly);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private boolean isMarked(ProcessHandle handle) {
        var file = PROC.resolve(Long.toString(handle.pid())).resolve("environ");
        try {
            var variables = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            return variables.startsWith(mark + "\0") || variables.contains("\0" + mark + "\0");
        } catch (IOException _) {
            return false; // ended meanwhile, someone else's, or a system without /proc
        }
    }
}
