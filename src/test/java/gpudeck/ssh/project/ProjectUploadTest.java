package gpudeck.ssh.project;

import static gpudeck.testing.Connecting.errorOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import gpudeck.domain.SshError;
import gpudeck.ssh.TransferProgress;
import gpudeck.testing.Connecting;
import gpudeck.testing.FileTrees;
import gpudeck.testing.OpenSshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Uploads over a real OpenSSH server.
class ProjectUploadTest {

    @RegisterExtension private final OpenSshServer server = new OpenSshServer();
    @TempDir private Path folder;

    @Test
    void uploadsAProjectAsItIs() throws Exception {
        var project = Files.createDirectories(folder.resolve("my project"));
        Files.writeString(project.resolve("train it's.py"), "print('hé')\n");
        Files.writeString(
                Files.createDirectories(project.resolve("sub/深い")).resolve("a\nb.txt"), "x");
        Files.createDirectories(project.resolve("empty"));
        var script = Files.writeString(project.resolve("run.sh"), "#!/bin/sh\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        Files.createSymbolicLink(project.resolve("link"), Path.of("sub"));
        Files.writeString(project.resolve("n".repeat(180)), "long");
        for (int i = 0; i < 300; i++) {
            Files.write(project.resolve("f" + i), new byte[i * 37]);
        }
        var last = new long[4];

        try (var connection = Connecting.to(server)) {
            new ProjectUpload(connection, "~/project dir")
                    .send(
                            ProjectFiles.scan(project, List.of()),
                            (files, totalFiles, bytes, totalBytes) -> {
                                last[0] = files;
                                last[1] = totalFiles;
                                last[2] = bytes;
                                last[3] = totalBytes;
                            });
        }

        var there = server.home().resolve("project dir");
        assertThat(FileTrees.tree(there)).isEqualTo(FileTrees.tree(project));
        assertThat(Files.isExecutable(there.resolve("run.sh"))).isTrue();
        assertThat(Files.isExecutable(there.resolve("f1"))).isFalse();
        assertThat(Files.getLastModifiedTime(there.resolve("run.sh")).to(TimeUnit.SECONDS))
                .isEqualTo(Files.getLastModifiedTime(script).to(TimeUnit.SECONDS));
        assertThat(last[0]).isEqualTo(last[1]);
        assertThat(last[2]).isEqualTo(last[3]).isGreaterThan(1_000_000);
    }

    @Test
    void saysWhyTheMachineDidNotTakeTheProject() throws Exception {
        var project = Files.createDirectories(folder.resolve("p"));
        Files.write(project.resolve("big"), new byte[4_000_000]);
        Files.writeString(server.home().resolve("taken"), "");

        try (var connection = Connecting.to(server)) {
            var failure =
                    catchThrowable(() ->
                            new ProjectUpload(connection, "~/taken/project")
                                    .send(
                                            ProjectFiles.scan(project, List.of()),
                                            TransferProgress.NONE));

            assertThat(errorOf(failure))
                    .isInstanceOfSatisfying(
                            SshError.CommandFailed.class,
                            e -> assertThat(e.lastWords()).contains("Not a directory"));
        }
    }

    @Test
    void namesAFileThatChangesWhileItIsSent() throws Exception {
        var project = Files.createDirectories(folder.resolve("p"));
        var file = Files.write(project.resolve("log.txt"), new byte[100]);
        var files = ProjectFiles.scan(project, List.of());
        Files.write(file, new byte[50]);

        try (var connection = Connecting.to(server)) {
            var failure =
                    catchThrowable(() ->
                            new ProjectUpload(connection, "~/project")
                                    .send(files, TransferProgress.NONE));

            assertThat(failure).isInstanceOf(IOException.class).hasMessageContaining("log.txt");
        }
    }
}
