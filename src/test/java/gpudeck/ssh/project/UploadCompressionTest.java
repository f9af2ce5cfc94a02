package gpudeck.ssh.project;

import static gpudeck.testing.Connecting.errorOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import gpudeck.domain.SshError;
import gpudeck.ssh.TransferProgress;
import gpudeck.testing.Connecting;
import gpudeck.testing.FileTrees;
import gpudeck.testing.OpenSshServer;
import gpudeck.testing.SlowLink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What is compressed on its way over a long link to a real OpenSSH server.
class UploadCompressionTest {

    @RegisterExtension private final OpenSshServer server = new OpenSshServer();
    @TempDir private Path project;

    @Test
    void compressesOverALongLink() throws Exception {
        Files.write(project.resolve("zeros"), new byte[20_000_000]);

        assertThat(sentOverALongLink()).isLessThan(2_000_000);
    }

    @Test
    void compressesNothingThatDoesNotGain() throws Exception {
        var noise = new byte[3_000_000];
        new Random(1).nextBytes(noise);
        Files.write(project.resolve("noise"), noise);
        server.standIn("zstd", "exit 3");

        assertThat(sentOverALongLink()).isGreaterThan(3_000_000);
    }

    @Test
    void aFewLargePicturesDoNotHideThatTheRestGains() throws Exception {
        var random = new Random(2);
        for (int i = 0; i < 6; i++) {
            var picture = new byte[400_000];
            random.nextBytes(picture);
            Files.write(project.resolve("picture" + i), picture);
        }
        for (int i = 0; i < 400; i++) {
            var code = ("print('line', " + i + ")\n").repeat(200);
            Files.writeString(project.resolve(i + ".py"), code);
        }

        assertThat(sentOverALongLink()).isBetween(2_400_000L, 3_000_000L);
    }

    @Test
    void compressesNothingForAMachineWithoutZstd() throws Exception {
        Files.write(project.resolve("zeros"), new byte[2_000_000]);
        server.onlyPrograms("mkdir", "tar", "head", "python3");

        assertThat(sentOverALongLink()).isGreaterThan(2_000_000);
    }

    /// As it is it would be 200 KB, several times as much as the packed files.
    @Test
    void packsTheListOfManySmallFilesToo() throws Exception {
        for (int i = 0; i < 3_000; i++) {
            Files.writeString(
                    project.resolve("a-measurement-of-many-" + i + ".csv"), "1,2\n".repeat(30));
        }

        assertThat(sentOverALongLink()).isLessThan(100_000);
    }

    @Test
    void saysWhyNothingCouldBeUnpacked() throws Exception {
        Files.write(project.resolve("zeros"), new byte[2_000_000]);
        server.standIn("zstd", "cat >/dev/null; echo 'bad magic' >&2; exit 3");

        assertThat(errorOf(catchThrowable(this::sentOverALongLink)))
                .isInstanceOfSatisfying(
                        SshError.CommandFailed.class,
                        failed -> {
                            assertThat(failed.exitStatus()).isEqualTo(3);
                            assertThat(failed.lastWords()).contains("bad magic");
                        });
    }

    private long sentOverALongLink() throws Exception {
        try (var link = new SlowLink(server.port());
                var connection = Connecting.through(link.port(), server)) {
            long before = link.sent();
            new ProjectUpload(connection, "~/project")
                    .send(ProjectFiles.scan(project, List.of()), TransferProgress.NONE);
            assertThat(FileTrees.tree(server.home().resolve("project")))
                    .isEqualTo(FileTrees.tree(project));
            return link.sent() - before;
        }
    }
}
