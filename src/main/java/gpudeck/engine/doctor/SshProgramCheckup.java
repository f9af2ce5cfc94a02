package gpudeck.engine.doctor;

import gpudeck.domain.UserMessage;
import gpudeck.engine.ProgramPath;
import java.util.List;

/// Whether the system has an `ssh` of its own.
public final class SshProgramCheckup implements Checkup {

    private final ProgramPath programs;

    public SshProgramCheckup(ProgramPath programs) {
        this.programs = programs;
    }

    @Override
    public List<Finding> look() {
        return List.of(
                programs.find("ssh")
                        .map(ssh ->
                                Finding.fine(
                                        Subject.SSH_PROGRAM,
                                        UserMessage.of("doctor.program.fine"),
                                        UserMessage.of("doctor.program.fine.text", ssh.toString())))
                        .orElseGet(() ->
                                Finding.look(
                                        Subject.SSH_PROGRAM,
                                        UserMessage.of("doctor.program.none"),
                                        UserMessage.of("doctor.program.none.text"),
                                        UserMessage.of("doctor.program.none.advice"))));
    }
}
