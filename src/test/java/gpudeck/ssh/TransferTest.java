package gpudeck.ssh;

import static gpudeck.ssh.Connecting.errorOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.testing.OpenSshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Uploads and downloads over a real OpenSSH server.
class TransferTest {

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
            connection.upload(
                    ProjectFiles.scan(project, List.of()),
                    "~/project dir",
                    (files, totalFiles, bytes, totalBytes) -> {
                        last[0] = files;
                        last[1] = totalFiles;
                        last[2] = bytes;
                        last[3] = totalBytes;
                    });
        }

        var there = server.home().resolve("project dir");
        assertThat(tree(there)).isEqualTo(tree(project));
        assertThat(Files.isExecutable(there.resolve("run.sh"))).isTrue();
        assertThat(Files.isExecutable(there.resolve("f1"))).isFalse();
        assertThat(Files.getLastModifiedTime(there.resolve("run.sh")).toMillis())
                .isEqualTo(Files.getLastModifiedTime(script).toMillis());
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
                            connection.upload(
                                    ProjectFiles.scan(project, List.of()),
                                    "~/taken/project",
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
                    catchThrowable(
                            () -> connection.upload(files, "~/project", TransferProgress.NONE));

            assertThat(failure).isInstanceOf(IOException.class).hasMessageContaining("log.txt");
        }
    }

    @Test
    void downloadsWhatMatches() throws Exception {
        var project = Files.createDirectories(server.home().resolve("project"));
        Files.createDirectories(project.resolve("results/empty"));
        Files.createDirectories(project.resolve("logs/old"));
        Files.writeString(project.resolve("results/metrics.csv"), "epoch,loss\n");
        Files.writeString(project.resolve("results/a b'c\n.txt"), "odd");
        Files.createSymbolicLink(project.resolve("results/latest"), Path.of("metrics.csv"));
        Files.createLink(project.resolve("results/z-same"), project.resolve("results/metrics.csv"));
        Files.writeString(project.resolve("logs/1.jsonl"), "{}");
        Files.writeString(project.resolve("logs/1.txt"), "no");
        Files.writeString(project.resolve("logs/old/2.jsonl"), "{}");
        Files.writeString(project.resolve("secret"), "no");
        var here = folder.resolve("out");

        try (var connection = Connecting.to(server)) {
            var brought =
                    connection.download(
                            "~/project",
                            List.of("results/", "logs/*.jsonl", "missing/", "$(touch hacked)"),
                            here,
                            TransferProgress.NONE);

            assertThat(brought)
                    .extracting(Path::toString)
                    .containsExactlyInAnyOrder(
                            "results/metrics.csv",
                            "results/a b'c\n.txt",
                            "results/latest",
                            "results/z-same",
                            "logs/1.jsonl");
        }
        assertThat(tree(here.resolve("results"))).isEqualTo(tree(project.resolve("results")));
        assertThat(server.home().resolve("hacked")).doesNotExist();
        assertThat(project.resolve("hacked")).doesNotExist();
    }

    @Test
    void bringsNothingWhereNothingMatches() throws Exception {
        try (var connection = Connecting.to(server)) {
            assertThat(
                            connection.download(
                                    "~/project",
                                    List.of("results/"),
                                    folder.resolve("out"),
                                    TransferProgress.NONE))
                    .isEmpty();
        }
    }

    @Test
    void overwritesNothing() throws Exception {
        Files.createDirectories(server.home().resolve("project"));
        Files.writeString(server.home().resolve("project/a"), "new");
        var here = Files.createDirectories(folder.resolve("out"));
        Files.writeString(here.resolve("a"), "old");

        try (var connection = Connecting.to(server)) {
            var failure =
                    catchThrowable(() ->
                            connection.download(
                                    "~/project", List.of("a"), here, TransferProgress.NONE));

            assertThat(errorOf(failure)).isInstanceOf(SshError.UnsafePath.class);
        }
        assertThat(here.resolve("a")).hasContent("old");
    }

    @Test
    void takesNothingThatAMachineSendsUnasked() throws Exception {
        Files.createDirectories(server.home().resolve("project"));
        Files.writeString(server.home().resolve("project/a"), "a");
        Files.writeString(server.home().resolve("evil"), "gotcha");
        var bin = Files.createDirectories(server.home().resolve(".local/bin"));
        var tar = bin.resolve("tar");
        Files.writeString(tar, "#!/bin/sh\ncat >/dev/null\n/bin/tar -c -f - -P ../evil\n");
        assertThat(tar.toFile().setExecutable(true)).isTrue();

        try (var connection = Connecting.to(server)) {
            var failure =
                    catchThrowable(() ->
                            connection.download(
                                    "~/project",
                                    List.of("a"),
                                    folder.resolve("out"),
                                    TransferProgress.NONE));

            assertThat(errorOf(failure))
                    .isEqualTo(new SshError.UnsafePath("../evil", "it was not asked for"));
        }
        assertThat(folder.resolve("evil")).doesNotExist();
    }

    @Test
    void neverCallsACutStreamComplete() throws Exception {
        Files.createDirectories(server.home().resolve("project"));
        Files.write(server.home().resolve("project/model"), new byte[3_000_000]);
        var bin = Files.createDirectories(server.home().resolve(".local/bin"));
        var tar = bin.resolve("tar");
        Files.writeString(tar, "#!/bin/sh\n/bin/tar \"$@\" | head -c 1000000\n");
        assertThat(tar.toFile().setExecutable(true)).isTrue();
        var here = folder.resolve("out");

        try (var connection = Connecting.to(server)) {
            var failure =
                    catchThrowable(() ->
                            connection.download(
                                    "~/project", List.of("model"), here, TransferProgress.NONE));

            assertThat(failure).isInstanceOfAny(SshException.class, IOException.class);
        }
        assertThat(here.resolve("model")).doesNotExist();
    }

    /// Every name below with what it is.
    private static List<String> tree(Path root) throws IOException {
        try (var all = Files.walk(root)) {
            return all.map(
                            file -> {
                                var name = root.relativize(file).toString();
                                if (Files.isSymbolicLink(file)) {
                                    return name + " -> " + read(() -> Files.readSymbolicLink(file));
                                }
                                return Files.isDirectory(file)
                                        ? name + "/"
                                        : name
                                                + " "
                                                + read(() ->
                                                        java.util.Arrays.hashCode(
                                                                Files.readAllBytes(file)));
                            })
                    .sorted()
                    .toList();
        }
    }

    private static Object read(java.util.concurrent.Callable<?> reading) {
        try {
            return reading.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
