package gpudeck.ssh.project;

import static gpudeck.testing.Connecting.errorOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import gpudeck.domain.SshError;
import gpudeck.ssh.SshConnection;
import gpudeck.ssh.TransferProgress;
import gpudeck.testing.Connecting;
import gpudeck.testing.FileTrees;
import gpudeck.testing.OpenSshServer;
import gpudeck.testing.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What is sent of a project that was sent before, what is deleted, and what never is, over a real
/// OpenSSH server.
class UploadAgainTest {

    private static final FileTime OLD = FileTime.from(Instant.parse("2021-03-04T05:06:07.5Z"));

    @RegisterExtension private final OpenSshServer server = new OpenSshServer();
    @TempDir private Path folder;
    private Path project;
    private Path there;
    private int written;

    @BeforeEach
    void makeProject() throws IOException {
        project = Files.createDirectories(folder.resolve("project"));
        there = server.home().resolve("project");
        write("train.py", "print(1)\n");
        write("data/a.csv", "1,2\n");
        write("data/deep/b.csv", "3,4\n");
        Files.createSymbolicLink(project.resolve("latest"), Path.of("data"));
    }

    @Test
    void sendsOnlyWhatChanged() throws Exception {
        assertThat(send()).isEqualTo(4);
        var untouched = Files.readAttributes(there.resolve("data/a.csv"), "unix:ctime");

        write("train.py", "print(2)\n");
        write("new/name\nwith 'quotes'", "x");
        Files.delete(project.resolve("latest"));
        Files.createSymbolicLink(project.resolve("latest"), Path.of("new"));

        assertThat(send()).isEqualTo(3);
        assertThatItIsTheSame();
        assertThat(Files.readAttributes(there.resolve("data/a.csv"), "unix:ctime"))
                .isEqualTo(untouched);
        assertThat(send()).isZero();
    }

    @Test
    void sendsAFileThatBecameExecutable() throws Exception {
        send();

        assertThat(project.resolve("train.py").toFile().setExecutable(true)).isTrue();

        assertThat(send()).isEqualTo(1);
        assertThat(Files.isExecutable(there.resolve("train.py"))).isTrue();
    }

    @Test
    void sendsAgainWhatChangedThere() throws Exception {
        send();
        Files.writeString(there.resolve("train.py"), "print(9)\n");
        Files.setLastModifiedTime(there.resolve("train.py"), OLD);
        Files.delete(there.resolve("data/deep/b.csv"));

        assertThat(send()).isEqualTo(2);
        assertThatItIsTheSame();
    }

    @Test
    void sendsAgainWhatChangedInTheMomentOfTheLastUpload() throws Exception {
        var moment = FileTime.from(Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
        Files.setLastModifiedTime(project.resolve("train.py"), moment);
        send();
        Files.writeString(project.resolve("train.py"), "print(2)\n");
        Files.setLastModifiedTime(project.resolve("train.py"), moment);

        assertThat(send()).isEqualTo(1);
        assertThatItIsTheSame();
    }

    @Test
    void deletesWhatItSentAndNothingElse() throws Exception {
        write("old/mine", "m");
        write("old/touched", "t");
        write("gone/deep/x", "x");
        send();
        Files.writeString(there.resolve("old/foreign"), "results");
        Files.writeString(there.resolve("old/touched"), "by a script");
        delete("old/mine", "old/touched", "old", "gone/deep/x", "gone/deep", "gone", "latest");

        send();

        assertThat(there.resolve("gone")).doesNotExist();
        assertThat(there.resolve("latest")).doesNotExist();
        assertThat(there.resolve("old/mine")).doesNotExist();
        assertThat(there.resolve("old/foreign")).hasContent("results");
        assertThat(there.resolve("old/touched")).hasContent("by a script");
    }

    @Test
    void deletesNothingOfAnotherProjectNorElsewhere() throws Exception {
        send();
        sendTo("~/elsewhere");
        var other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("o"), "o");
        delete("train.py");

        sendTo("~/elsewhere");
        try (var connection = Connecting.to(server)) {
            upload(connection).send(ProjectFiles.scan(other, List.of()), TransferProgress.NONE);
        }
        send();

        assertThat(there.resolve("train.py")).exists();
        assertThat(there.resolve("o")).exists();
        assertThat(server.home().resolve("elsewhere/train.py")).exists();
    }

    @Test
    void aSingleFileLeavesTheProjectAsItIs() throws Exception {
        send();
        var single = Files.writeString(folder.resolve("extra"), "x");
        try (var connection = Connecting.to(server)) {
            upload(connection).send(ProjectFiles.single(single), TransferProgress.NONE);
        }

        assertThat(there.resolve("extra")).hasContent("x");
        assertThat(there.resolve("train.py")).exists();
        assertThat(send()).isZero();
    }

    @Test
    void filesBecomeFoldersAndFoldersFiles() throws Exception {
        send();
        delete("train.py", "data/a.csv", "data/deep/b.csv", "data/deep", "data", "latest");
        write("train.py/inside", "x");
        write("data", "y");
        write("latest/z", "z");

        send();

        assertThatItIsTheSame();
    }

    @Test
    void neverWritesOrDeletesThroughALink() throws Exception {
        write("data/c.csv", "5,6\n");
        send();
        var outside = server.home().resolve("outside");
        Files.move(there.resolve("data"), outside);
        Files.createSymbolicLink(there.resolve("data"), outside);
        delete("data/c.csv");
        write("data/a.csv", "changed\n");

        send();

        assertThatItIsTheSame();
        assertThat(outside.resolve("a.csv")).hasContent("1,2\n");
        assertThat(outside.resolve("c.csv")).exists();
    }

    @Test
    void goesOnAfterACut() throws Exception {
        var random = new Random(3);
        for (int i = 0; i < 60; i++) {
            var bytes = new byte[500_000];
            random.nextBytes(bytes);
            Files.write(project.resolve("f" + i), bytes);
        }
        try (var connection = Connecting.to(server)) {
            var failure =
                    catchThrowable(() ->
                            upload(connection)
                                    .send(
                                            ProjectFiles.scan(project, List.of()),
                                            (files, _, _, _) -> {
                                                if (files == 40) {
                                                    server.cut();
                                                }
                                            }));
            assertThat(errorOf(failure)).isInstanceOf(SshError.ConnectionLost.class);
        }
        awaitNone("tar");
        awaitNone("python3");

        assertThat(send()).isBetween(1, 55);
        assertThatItIsTheSame();
    }

    @Test
    void leavesNoProcessWhenItIsInterrupted() throws Exception {
        Files.write(project.resolve("large"), new byte[200_000_000]);
        try (var connection = Connecting.to(server)) {
            var caller = Thread.currentThread();
            var isInterrupted = new AtomicBoolean();
            var failure =
                    catchThrowable(() ->
                            upload(connection)
                                    .send(
                                            ProjectFiles.scan(project, List.of()),
                                            (_, _, bytes, _) -> {
                                                if (bytes > 5_000_000
                                                        && !isInterrupted.getAndSet(true)) {
                                                    caller.interrupt();
                                                }
                                            }));

            assertThat(failure).isInstanceOf(InterruptedException.class);
            awaitNone("tar");
            awaitNone("python3");
            assertThat(connection.isOpen()).isTrue();
        }
    }

    @Test
    void sendsAllToAMachineWithoutPython() throws Exception {
        server.onlyPrograms("mkdir", "tar", "head");

        send();
        write("train.py", "print(2)\n");

        assertThat(send()).isEqualTo(4);
        assertThatItIsTheSame();
    }

    @Test
    void namesAFileThatIsNotAsItWasSent() throws Exception {
        server.standIn("tar", "exec /bin/tar \"$@\" -m");

        assertThat(errorOf(catchThrowable(this::send)))
                .isEqualTo(new SshError.NotAsSent("data/a.csv"));
    }

    /// As wide as a pipe is without being asked for, sshd would fall behind on fast long links.
    @Test
    void isTakenInThroughAWidePipe() throws Exception {
        server.standIn(
                "tar",
                """
                python3 -c 'import fcntl; print(fcntl.fcntl(0, 1032))' >~/width
                exec /bin/tar "$@"
                """);

        send();

        var width = Files.readString(server.home().resolve("width")).strip();
        assertThat(Integer.parseInt(width)).isEqualTo(1 << 20);
    }

    @Test
    void saysWhyTarFailed() throws Exception {
        server.standIn("tar", "cat >/dev/null; echo 'No space left on device' >&2; exit 2");

        assertThat(errorOf(catchThrowable(this::send)))
                .isEqualTo(new SshError.CommandFailed("tar", 2, "No space left on device"));
    }

    @Test
    void takesNoNameThatLeavesTheFolder() throws Exception {
        server.standIn(
                "python3",
                "printf '\\0gpudeck\\0\\0/p\\0001\\0d\\0a/../../b\\0\\0'; cat >/dev/null");

        assertThat(errorOf(catchThrowable(this::send)))
                .isEqualTo(new SshError.UnsafePath("a/../../b", "it leaves its folder"));
    }

    @Test
    void takesNoAnswerThatMakesNoSense() throws Exception {
        server.standIn("python3", "printf '\\0gpudeck\\0\\0/p\\0soon\\0\\0'; cat >/dev/null");

        assertThat(errorOf(catchThrowable(this::send))).isInstanceOf(SshError.Garbled.class);
    }

    /// @return how many files and links were sent
    private int send() throws Exception {
        return sendTo("~/project");
    }

    private int sendTo(String remoteFolder) throws Exception {
        var sent = new int[1];
        try (var connection = Connecting.to(server)) {
            new ProjectUpload(connection, remoteFolder)
                    .send(
                            () -> ProjectFiles.scan(project, List.of()),
                            (files, _, _, _) -> sent[0] = files);
        }
        return sent[0];
    }

    private static ProjectUpload upload(SshConnection connection) {
        return new ProjectUpload(connection, "~/project");
    }

    private void assertThatItIsTheSame() throws IOException {
        assertThat(FileTrees.tree(there)).isEqualTo(FileTrees.tree(project));
    }

    /// Long ago, each a second after the one before: what is written in the moment of an upload is
    /// sent once more.
    private void write(String name, String text) throws IOException {
        var file = project.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(OLD.toInstant().plusSeconds(++written)));
    }

    private void delete(String... names) throws IOException {
        for (var name : names) {
            Files.delete(project.resolve(name));
        }
    }

    /// Waits until no such program works in the server's folders.
    private void awaitNone(String program) throws Exception {
        Until.met("the end of " + program, () -> running(program).isEmpty());
    }

    private List<String> running(String program) {
        var found = new ArrayList<String>();
        for (var process : ProcessHandle.allProcesses().toList()) {
            var place = Path.of("/proc", String.valueOf(process.pid()), "cwd");
            try {
                var command = process.info().command().orElse("");
                if (command.contains(program)
                        && Files.readSymbolicLink(place).startsWith(server.home().toRealPath())) {
                    found.add(command);
                }
            } catch (IOException ended) {
                // Then it is not running.
            }
        }
        return found;
    }
}
