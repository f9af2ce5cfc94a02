package gpudeck.engine.doctor;

import gpudeck.domain.UserMessage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Whether the system has an `ssh` of its own.
public final class SshProgramCheckup implements Checkup {

    private final Optional<String> path;

    /// @param path where the system looks for programs
    public SshProgramCheckup(Optional<String> path) {
        this.path = path;
    }

    @Override
    public List<Finding> look() {
        return List.of(
                path.stream()
                        .flatMap(Pattern.compile(Pattern.quote(File.pathSeparator))::splitAsStream)
                        .filter(SshProgramCheckup::hasSsh)
                        .findFirst()
                        .map(folder ->
                                Finding.fine(
                                        Subject.SSH_PROGRAM,
                                        UserMessage.of("doctor.program.fine"),
                                        UserMessage.of("doctor.program.fine.text", folder)))
                        .orElseGet(() ->
                                Finding.look(
                                        Subject.SSH_PROGRAM,
                                        UserMessage.of("doctor.program.none"),
                                        UserMessage.of("doctor.program.none.text"),
                                        UserMessage.of("doctor.program.none.advice"))));
    }

    private static boolean hasSsh(String folder) {
        try {
            return Files.isExecutable(Path.of(folder, "ssh"))
                    || Files.isExecutable(Path.of(folder, "ssh.exe"));
        } catch (InvalidPathException _) {
            return false;
        }
    }
}
