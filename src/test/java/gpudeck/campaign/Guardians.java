package gpudeck.campaign;

import gpudeck.testing.Until;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The guardian processes of one data folder. They outlive what started them, so that only their
/// command lines tell whose they are.
record Guardians(Path home) {

    private static final String COMMAND = "guardian";

    List<ProcessHandle> running() {
        return ProcessHandle.allProcesses().filter(this::isOurs).toList();
    }

    /// @return how many there were
    int kill() throws Exception {
        var found = running();
        found.forEach(ProcessHandle::destroyForcibly);
        Until.met("the guardians are gone", () -> found.stream().noneMatch(this::isOurs));
        return found.size();
    }

    private boolean isOurs(ProcessHandle process) {
        var words = words(process);
        return words.contains(COMMAND) && words.contains(home.toString());
    }

    /// [ProcessHandle.Info] knows no more than the first 4 KiB, which a class path fills.
    private static List<String> words(ProcessHandle process) {
        var file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        try {
            return List.of(Files.readString(file, StandardCharsets.ISO_8859_1).split("\0", -1));
        } catch (IOException _) {
            return List.of(); // ended meanwhile, or someone else's
        }
    }
}
