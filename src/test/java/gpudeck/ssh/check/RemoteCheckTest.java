package gpudeck.ssh.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import gpudeck.domain.SshError;
import gpudeck.ssh.SshConnection;
import gpudeck.testing.Connecting;
import gpudeck.testing.OpenSshServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Asks a real OpenSSH server's machine, on which some programs are replaced.
class RemoteCheckTest {

    private static final RemoteCheck SHORT =
            new RemoteCheck(Duration.ofMillis(700), Duration.ofSeconds(10));

    @RegisterExtension final OpenSshServer server = new OpenSshServer();

    private SshConnection connection;

    @BeforeEach
    void connect() throws Exception {
        connection = Connecting.to(server);
        program("nvidia-smi", "echo \"$@\"");
        program("dmesg", "exit 0");
    }

    @AfterEach
    void disconnect() {
        connection.close();
    }

    @Test
    void bringsWhatEachProgramSays() throws Exception {
        program(
                "dmesg",
                "echo '[ 1.0] NVRM: loading'; echo '[ 2.0] NVRM: Xid (PCI:0000:05:00): 79, x'");

        var answers = RemoteCheck.USUAL.ask(connection, true);

        assertThat(answers).containsOnlyKeys(Question.values());
        assertThat(answers.get(Question.ARCHITECTURE))
                .isEqualTo(new Answer.Said(0, said("uname", "-m")));
        assertThat(text(answers.get(Question.DISK))).contains("Available");
        assertThat(Long.parseLong(text(answers.get(Question.CLOCK)).strip()))
                .isCloseTo(Instant.now().getEpochSecond(), within(60L));
        assertThat(text(answers.get(Question.GPUS))).startsWith("--query-gpu=index,");
        assertThat(text(answers.get(Question.PROCESSES))).startsWith("--query-compute-apps=");
        assertThat(text(answers.get(Question.KERNEL_LOG)))
                .isEqualTo("[ 2.0] NVRM: Xid (PCI:0000:05:00): 79, x");
    }

    @Test
    void asksNothingAboutGpusWhereThereAreNone() throws Exception {
        assertThat(RemoteCheck.USUAL.ask(connection, false))
                .containsOnlyKeys(Question.ARCHITECTURE, Question.DISK, Question.CLOCK);
    }

    @Test
    void doesNotWaitForADriverThatHangs() throws Exception {
        program("nvidia-smi", "trap '' TERM HUP; sleep 600");
        program("dmesg", "exit 1");
        program("sudo", "exit 1");
        long began = System.nanoTime();

        var answers = SHORT.ask(connection, true);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
        assertThat(answers.get(Question.GPUS)).isEqualTo(new Answer.Late());
        assertThat(answers.get(Question.PROCESSES)).isEqualTo(new Answer.Late());
        assertThat(answers.get(Question.KERNEL_LOG)).isEqualTo(new Answer.Said(1, ""));
        assertThat(answers.get(Question.ARCHITECTURE)).isInstanceOf(Answer.Said.class);
    }

    /// It says nothing of its driver.
    @Test
    void doesNotCountTimeInWhichTheMachineStandsStill() throws Exception {
        program("nvidia-smi", "kill -STOP $PPID; sleep 1.5; kill -CONT $PPID; echo awake");

        assertThat(SHORT.ask(connection, true).get(Question.GPUS))
                .isEqualTo(new Answer.Said(0, "awake\n"));
    }

    @Test
    void takesTheHelpOfSudoForTheKernelsLogIfItAsksForNoPassword() throws Exception {
        program("dmesg", "[ \"$AS_ROOT\" ] || exit 1; echo 'NVRM: Xid (PCI:0000:05:00): 48'");
        program("sudo", "[ \"$1\" = -n ] || exit 1; shift; AS_ROOT=1 exec \"$@\"");

        assertThat(RemoteCheck.USUAL.ask(connection, true).get(Question.KERNEL_LOG))
                .isEqualTo(new Answer.Said(0, "NVRM: Xid (PCI:0000:05:00): 48"));
    }

    @Test
    void tellsAProgramThatIsNotThereFromOneThatFails() throws Exception {
        Files.delete(program("nvidia-smi", ""));
        assertThat(RemoteCheck.USUAL.ask(connection, true).get(Question.GPUS))
                .isEqualTo(new Answer.Absent());

        program("nvidia-smi", "echo 'no driver' >&2; exit 9");
        assertThat(RemoteCheck.USUAL.ask(connection, true).get(Question.GPUS))
                .isEqualTo(new Answer.Said(9, "no driver\n"));
    }

    @Test
    void takesNoMoreThanALittleOfAnyAnswer() throws Exception {
        program("nvidia-smi", "head -c 3000000 /dev/zero | tr '\\0' x");

        assertThat(text(RemoteCheck.USUAL.ask(connection, true).get(Question.GPUS)))
                .hasSize(16 * 1024);
    }

    @Test
    void givesUpOnAMachineThatDoesNotAnswerAtAll() throws Exception {
        program("python3", "sleep 600");
        var impatient = new RemoteCheck(Duration.ofMillis(100), Duration.ofMillis(500));

        assertThat(Connecting.errorOf(catchThrowable(() -> impatient.ask(connection, true))))
                .isEqualTo(new SshError.TimedOut("check", Duration.ofMillis(500)));
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void saysThatThereIsNoPython() throws Exception {
        program("python3", "echo 'python3: command not found' >&2; exit 127");

        assertThat(Connecting.errorOf(catchThrowable(() -> SHORT.ask(connection, true))))
                .isEqualTo(
                        new SshError.CommandFailed("python3", 127, "python3: command not found"));
    }

    @Test
    void doesNotBelieveNonsense() throws Exception {
        for (var nonsense :
                new String[] {
                    "",
                    "hello\\n",
                    "gpus 0 5\\nab",
                    "gpus 0 99999\\n",
                    "gpus 0 0\\ngpus 0 0\\n",
                    "\\033[2J 0 0\\n",
                    "root 0 0\\n"
                }) {
            program("python3", "printf '" + nonsense + "'");

            assertThat(Connecting.errorOf(catchThrowable(() -> SHORT.ask(connection, true))))
                    .as(nonsense)
                    .isInstanceOf(SshError.Garbled.class);
        }
    }

    private static String said(String... command) throws Exception {
        return new String(
                new ProcessBuilder(command).start().getInputStream().readAllBytes(),
                StandardCharsets.UTF_8);
    }

    private static String text(@Nullable Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Said.class);
        return answer instanceof Answer.Said(_, String text) ? text : "";
    }

    private Path program(String name, String script) throws Exception {
        var file = server.home().resolve(".local/bin").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
