package gpudeck.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.testing.ClientKey;
import gpudeck.testing.OpenSshServer;
import gpudeck.testing.RunningAgent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Against a real OpenSSH server.
class SshjConnectionTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String UNTIL_CUT = "while echo up; do sleep 0.1; done";
    private static final HostKeyTrust ANY = (_, _, _) -> new HostKeyTrust.Verdict.Accepted();

    @RegisterExtension private final OpenSshServer server = new OpenSshServer();
    @TempDir private Path folder;

    @Test
    void runsACommandAndKeepsItsStreamsApart() throws Exception {
        var out = new Captured();

        try (var connection = connect()) {
            var status = connection.run("echo here; echo there >&2; exit 3", out);

            assertThat(status).isEqualTo(new ExitStatus.Exited(3));
        }

        assertThat(out.text(OutputSink.Stream.OUT)).isEqualTo("here\n");
        assertThat(out.text(OutputSink.Stream.ERR)).isEqualTo("there\n");
    }

    @Test
    void saysWhichSignalEndedACommand() throws Exception {
        try (var connection = connect()) {
            var status = connection.run("kill -KILL $$", new Captured());

            assertThat(status).isIn(new ExitStatus.Signalled("KILL"), new ExitStatus.Exited(137));
        }
    }

    @Test
    void passesEveryByte() throws Exception {
        var out = new Captured();

        try (var connection = connect()) {
            connection.run("head -c 3000000 /dev/zero | tr '\\0' '\\377'", out);
        }

        assertThat(out.bytes(OutputSink.Stream.OUT)).hasSize(3_000_000).containsOnly((byte) 0xff);
    }

    @Test
    void endsACommandWhoseSinkIsFull() throws Exception {
        try (var connection = connect()) {
            var failure =
                    catchThrowable(() ->
                            connection.run(
                                    "yes",
                                    (_, _, _, _) -> {
                                        throw new IOException("No space left on device");
                                    }));

            assertThat(failure).isInstanceOf(IOException.class).hasMessageContaining("No space");
        }
    }

    @Test
    void endsTheRemoteCommandWhenInterrupted() throws Exception {
        var started = new CountDownLatch(1);
        try (var connection = connect()) {
            var outcome = new CompletableFuture<Throwable>();
            var caller =
                    Thread.ofPlatform()
                            .start(() ->
                                    outcome.complete(
                                            catchThrowable(() ->
                                                    connection.run(
                                                            UNTIL_CUT,
                                                            (_, _, _, _) -> started.countDown()))));
            assertThat(started.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();

            caller.interrupt();

            assertThat(outcome.get(SOON.toSeconds(), TimeUnit.SECONDS))
                    .isInstanceOf(InterruptedException.class);
        }
        // A forced command, as all are here, is spared; but the word has come.
        server.awaitLogged("refusing to send signal TERM");
    }

    @Test
    void noticesThatTheConnectionBroke() throws Exception {
        var started = new CountDownLatch(1);
        try (var connection = connect()) {
            var outcome = new CompletableFuture<Throwable>();
            Thread.ofPlatform()
                    .start(() ->
                            outcome.complete(
                                    catchThrowable(() ->
                                            connection.run(
                                                    UNTIL_CUT,
                                                    (_, _, _, _) -> started.countDown()))));
            assertThat(started.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();

            server.stop();

            assertThat(errorOf(outcome.get(SOON.toSeconds(), TimeUnit.SECONDS)))
                    .isInstanceOf(SshError.ConnectionLost.class);
            assertThat(connection.isOpen()).isFalse();
        }
    }

    @Test
    void refusesAHostThatShowsAnotherKey() throws Exception {
        var pinned = new String[1];
        try (var connection =
                connect((_, _, fingerprint) -> {
                    pinned[0] = fingerprint;
                    return new HostKeyTrust.Verdict.Accepted();
                })) {
            assertThat(connection.hostKeyFingerprint()).startsWith("SHA256:").isEqualTo(pinned[0]);
        }
        server.changeHostKey();

        var failure =
                catchThrowable(
                        () -> connect((_, _, _) -> new HostKeyTrust.Verdict.Changed(pinned[0])));

        assertThat(errorOf(failure))
                .isInstanceOfSatisfying(
                        SshError.HostKeyChanged.class,
                        e -> {
                            assertThat(e.expectedFingerprint()).isEqualTo(pinned[0]);
                            assertThat(e.shownFingerprint()).isNotEqualTo(pinned[0]);
                        });
        assertThat(Files.readString(server.folder().resolve("sshd.log")))
                .doesNotContain("authenticating user " + server.user() + " 127.0.0.1 port 0");
    }

    @Test
    void saysThatTheKeyIsNotTaken() {
        var stranger = ClientKey.in(folder);

        var failure = catchThrowable(() -> connect(identity(stranger), ANY, server.port()));

        assertThat(errorOf(failure)).isInstanceOf(SshError.AuthRefused.class);
    }

    @Test
    void saysThatNobodyListens() {
        server.stop();

        var failure = catchThrowable(this::connect);

        assertThat(errorOf(failure)).isInstanceOf(SshError.Unreachable.class);
    }

    @Test
    void stopsConnectingWhenInterrupted() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var outcome = new CompletableFuture<Throwable>();
            var caller =
                    Thread.ofPlatform()
                            .start(() ->
                                    outcome.complete(
                                            catchThrowable(() ->
                                                    connect(
                                                            identity(server.key()),
                                                            ANY,
                                                            silent.getLocalPort()))));
            try (var accepted = silent.accept()) {
                assertThat(accepted.isConnected()).isTrue();
                caller.interrupt();

                assertThat(outcome.get(SOON.toSeconds(), TimeUnit.SECONDS))
                        .isInstanceOf(InterruptedException.class);
            }
        }
    }

    @Test
    void givesUpOnAHostThatNeverAnswers() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var target =
                    new SshTarget(
                            "127.0.0.1",
                            silent.getLocalPort(),
                            server.user(),
                            identity(server.key()));

            var failure =
                    catchThrowable(
                            () -> new SshjClient().connect(target, ANY, Duration.ofMillis(300)));

            assertThat(errorOf(failure))
                    .isInstanceOfAny(SshError.TimedOut.class, SshError.Unreachable.class);
        }
    }

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

        try (var connection = connect()) {
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

        try (var connection = connect()) {
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

        try (var connection = connect()) {
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

        try (var connection = connect()) {
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
        try (var connection = connect()) {
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

        try (var connection = connect()) {
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

        try (var connection = connect()) {
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

        try (var connection = connect()) {
            var failure =
                    catchThrowable(() ->
                            connection.download(
                                    "~/project", List.of("model"), here, TransferProgress.NONE));

            assertThat(failure).isInstanceOfAny(SshException.class, IOException.class);
        }
        assertThat(here.resolve("model")).doesNotExist();
    }

    @Test
    void usesTheAgent() throws Exception {
        try (var agent = RunningAgent.at(folder.resolve("agent"))) {
            agent.add(server.key().privateKey());
            var keys =
                    new KeysOnDisk(
                            folder.resolve("none"),
                            Optional.empty(),
                            SshAgent.at(Optional.of(agent.socket().toString())));

            var identity = keys.matching(server.key().publicKey()).orElseThrow();

            assertThat(identity).isInstanceOf(Identity.AgentKey.class);
            try (var connection = connect(identity, ANY, server.port())) {
                assertThat(connection.run("true", new Captured()).isSuccess()).isTrue();
            }
        }
    }

    private SshConnection connect() throws Exception {
        return connect(ANY);
    }

    private SshConnection connect(HostKeyTrust trust) throws Exception {
        return connect(identity(server.key()), trust, server.port());
    }

    private SshConnection connect(Identity identity, HostKeyTrust trust, int port)
            throws Exception {
        return new SshjClient()
                .connect(new SshTarget("127.0.0.1", port, server.user(), identity), trust, SOON);
    }

    private static Identity identity(ClientKey key) {
        return new Identity.KeyFile(key.privateKey(), key.publicKey(), Optional.empty());
    }

    private static SshError errorOf(Throwable failure) {
        assertThat(failure).isInstanceOf(SshException.class);
        return ((SshException) failure).error();
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

    private static final class Captured implements OutputSink {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final ByteArrayOutputStream err = new ByteArrayOutputStream();

        @Override
        public void accept(Stream stream, byte[] buffer, int offset, int length) {
            (stream == Stream.OUT ? out : err).write(buffer, offset, length);
        }

        byte[] bytes(Stream stream) {
            return (stream == Stream.OUT ? out : err).toByteArray();
        }

        String text(Stream stream) {
            return new String(bytes(stream), StandardCharsets.UTF_8);
        }
    }
}
