package gpudeck.ssh.sshj;

import static gpudeck.testing.Connecting.ANY;
import static gpudeck.testing.Connecting.SOON;
import static gpudeck.testing.Connecting.errorOf;
import static gpudeck.testing.Connecting.identity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import gpudeck.domain.SshError;
import gpudeck.ssh.ExitStatus;
import gpudeck.ssh.OutputSink;
import gpudeck.ssh.SshTarget;
import gpudeck.ssh.StreamThread;
import gpudeck.testing.Captured;
import gpudeck.testing.Connecting;
import gpudeck.testing.OpenSshServer;
import gpudeck.testing.Until;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Commands on a connection to a real OpenSSH server.
class SshjConnectionTest {

    private static final String UNTIL_CUT = "while echo up; do sleep 0.1; done";

    @RegisterExtension private final OpenSshServer server = new OpenSshServer();
    @TempDir private Path folder;

    @Test
    void runsACommandAndKeepsItsStreamsApart() throws Exception {
        var out = new Captured();

        try (var connection = Connecting.to(server)) {
            var status = connection.run("echo here; echo there >&2; exit 3", out);

            assertThat(status).isEqualTo(new ExitStatus.Exited(3));
        }

        assertThat(out.text(OutputSink.Stream.OUT)).isEqualTo("here\n");
        assertThat(out.text(OutputSink.Stream.ERR)).isEqualTo("there\n");
    }

    @Test
    void saysWhichSignalEndedACommand() throws Exception {
        try (var connection = Connecting.to(server)) {
            var status = connection.run("kill -KILL $$", new Captured());

            assertThat(status).isIn(new ExitStatus.Signalled("KILL"), new ExitStatus.Exited(137));
        }
    }

    @Test
    void passesEveryByte() throws Exception {
        var out = new Captured();

        try (var connection = Connecting.to(server)) {
            connection.run("head -c 3000000 /dev/zero | tr '\\0' '\\377'", out);
        }

        assertThat(out.bytes(OutputSink.Stream.OUT)).hasSize(3_000_000).containsOnly((byte) 0xff);
    }

    @Test
    void talksWithACommandOnAllItsStreams() throws Exception {
        try (var connection = Connecting.to(server)) {
            var heard =
                    connection.converse(
                            "sh -s",
                            running -> {
                                var errors = StreamThread.start(() -> text(running.stderr()));
                                try (var stdin = running.stdin()) {
                                    stdin.write(
                                            "echo here; echo there >&2; exit 3\n"
                                                    .getBytes(StandardCharsets.UTF_8));
                                }
                                var out = text(running.stdout());
                                var err = StreamThread.await(errors);
                                return out + err + running.exitStatus();
                            });

            assertThat(heard).isEqualTo("here\nthere\n" + new ExitStatus.Exited(3));
        }
    }

    @Test
    void aConversationSaysWhatWentWrong() throws Exception {
        try (var connection = Connecting.to(server)) {
            var failure =
                    catchThrowable(() ->
                            connection.converse(
                                    "echo no such luck >&2; exit 2",
                                    running -> {
                                        var lastWords = running.lastWords();
                                        running.expect(lastWords, 0, 1);
                                        return running;
                                    }));

            assertThat(errorOf(failure))
                    .isEqualTo(new SshError.CommandFailed("echo", 2, "no such luck"));
            assertThat(connection.isOpen()).isTrue();
        }
    }

    /// As one whose disk is busy does.
    @Test
    void waitsForAMachineThatTakesNothingForLongerThanItMayTakeToConnect() throws Exception {
        var target =
                new SshTarget("127.0.0.1", server.port(), server.user(), identity(server.key()));
        var limit = Duration.ofSeconds(5);
        var takes = folder.resolve("takes");
        var out = new ByteArrayOutputStream();

        try (var connection = new SshjClient().connect(target, ANY, limit)) {
            connection.converse(
                    "until [ -e %s ]; do sleep 0.1; done; wc -c".formatted(takes),
                    running -> {
                        var _ =
                                CompletableFuture.runAsync(
                                        () -> make(takes),
                                        CompletableFuture.delayedExecutor(
                                                limit.toMillis() + 1000, TimeUnit.MILLISECONDS));
                        for (int i = 0; i < 80; i++) {
                            running.stdin().write(new byte[100_000]);
                        }
                        running.stdin().close();
                        return running.stdout().transferTo(out);
                    });
        }

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("8000000\n");
    }

    private static void make(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Timeout(15)
    void aCommandThatEndsUnderAWriterHoldsUpNoOther() throws Exception {
        var ends = folder.resolve("ends");

        try (var connection = Connecting.to(server)) {
            var status =
                    connection.converse(
                            "until [ -e %s ]; do sleep 0.1; done; exit 3".formatted(ends),
                            running -> {
                                var writing =
                                        Thread.ofPlatform().start(() -> writeOn(running.stdin()));
                                Until.met(
                                        "it waits for room",
                                        () -> writing.getState() == Thread.State.TIMED_WAITING);
                                make(ends);
                                writing.join();
                                return running.exitStatus();
                            });

            assertThat(status).isEqualTo(new ExitStatus.Exited(3));
            assertThat(connection.run("true", new Captured())).isEqualTo(new ExitStatus.Exited(0));
        }
    }

    private static void writeOn(OutputStream to) {
        var much = new byte[100_000];
        try {
            while (true) {
                to.write(much);
            }
        } catch (IOException _) {
            // nobody takes it any more
        }
    }

    /// It holds a lock meanwhile.
    @Test
    @Timeout(15)
    void whoWaitsForRoomToWriteHearsAtOnceThatTheConnectionBroke() throws Exception {
        try (var connection = Connecting.to(server)) {
            var failure =
                    catchThrowable(() ->
                            connection.converse(
                                    "sleep 60",
                                    running -> {
                                        var writing = Thread.currentThread();
                                        var cut = StreamThread.start(() -> cutOnceItWaits(writing));
                                        while (!cut.isCompletedExceptionally()) {
                                            running.stdin().write(new byte[100_000]);
                                        }
                                        return StreamThread.await(cut);
                                    }));

            assertThat(errorOf(failure)).isInstanceOf(SshError.ConnectionLost.class);
        }
    }

    private boolean cutOnceItWaits(Thread writing) throws Exception {
        Until.met("it waits for room", () -> writing.getState() == Thread.State.TIMED_WAITING);
        server.cut();
        return true;
    }

    /// sshd cuts a connection over which a channel that was closed is spoken to.
    @Test
    void survivesThatCommandsAreLeftInTheMomentInWhichTheyEnd() throws Exception {
        try (var connection = Connecting.to(server)) {
            fourTimesAtOnce(() -> {
                for (int i = 0; i < 75; i++) {
                    connection.converse(
                            "true",
                            running -> {
                                running.stdout().read();
                                running.abandon();
                                return running;
                            });
                }
                return 75;
            });

            assertThat(connection.run("true", new Captured())).isEqualTo(new ExitStatus.Exited(0));
        }
    }

    /// Each side closes the channel by itself, at about the same time.
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void survivesThatBothSidesCloseAtOnce() throws Exception {
        try (var connection = Connecting.to(server)) {
            var ends =
                    fourTimesAtOnce(() -> {
                        int ended = 0;
                        for (int i = 0; i < 100; i++) {
                            ended += connection.converse("true", r -> r.stdout().read());
                        }
                        return ended;
                    });

            assertThat(ends).containsOnly(-100).hasSize(4);
        }
    }

    private static <T> List<T> fourTimesAtOnce(Callable<T> work) throws Exception {
        try (var several = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<T>();
            for (var each : several.invokeAll(Collections.nCopies(4, work))) {
                results.add(each.get());
            }
            return results;
        }
    }

    @Test
    void endsACommandWhoseSinkIsFull() throws Exception {
        try (var connection = Connecting.to(server)) {
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
        try (var connection = Connecting.to(server)) {
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
        try (var connection = Connecting.to(server)) {
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

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
}
