package gpudeck.ssh.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.ssh.OutputSink;
import gpudeck.ssh.SshConnection;
import gpudeck.testing.Connecting;
import gpudeck.testing.CuttableLink;
import gpudeck.testing.OpenSshServer;
import gpudeck.testing.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Runs on a real OpenSSH server whose followers lose their connections again and again, in every
/// way: not one byte of the log is lost or doubled, and the exit status is the command's own.
class CutsTest {

    /// Writes on both streams, by turns and in odd sizes, and keeps for itself what it wrote.
    private static final String WRITER =
            """
            import os, random, sys, time
            random.seed(7)
            kept = [open("written.1", "wb"), open("written.2", "wb")]
            while not os.path.exists("enough"):
                for stream in (1, 2):
                    data = random.randbytes(random.choice((1, 100, 3000, 70000)))
                    os.write(stream, data)
                    kept[stream - 1].write(data)
                time.sleep(0.002)
            for file in kept:
                file.close()
            sys.exit(23)
            """;

    private enum Cut {
        /// The server's process of the connection is killed.
        KILLED,
        /// The link resets the connection.
        RESET,
        /// The link stands still for a while, and the connection goes on.
        FROZEN,
        /// The connection stands still for good, until the client drops it for a new one.
        STRANDED
    }

    @RegisterExtension private final OpenSshServer server = new OpenSshServer();
    @TempDir private Path folder;

    private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");

    @Test
    void loseNoByte() throws Exception {
        cutARun("01CUTS", 20);
    }

    @Test
    void loseNoByteOfALargeLog() throws Exception {
        cutALargeLog(64_000_000, 8);
    }

    @Test
    @Tag("campaign")
    void loseNoByteInAThousandCutsOfTwentyRuns() throws Exception {
        for (int each = 0; each < 20; each++) {
            cutARun("01CUTS-" + each, 50);
        }
    }

    @Test
    @Tag("campaign")
    void loseNoByteOfAGigabyteInTwoHundredCuts() throws Exception {
        cutALargeLog(1_000_000_000, 200);
    }

    /// Keep-alive is the only one that tells.
    @Test
    void areNoticedWithinTwentySecondsWhereTheLinkIsDeadWithoutAWord() throws Exception {
        var run = new RemoteRun("01CUTS");
        var heard = new Hashes();
        try (var link = CuttableLink.to(server.port());
                var log = RunLog.open(folder.resolve("run.log"), heard);
                var connection = connect(link)) {
            var lost =
                    CompletableFuture.supplyAsync(() ->
                            catchThrowable(() ->
                                    run.follow(
                                            connection,
                                            Optional.of(plan("echo up; sleep 60")),
                                            log,
                                            RunSigns.NONE)));
            Until.met("the first byte", () -> heard.bytes.get() > 0);

            link.strand();

            assertThat(lost.get(20, TimeUnit.SECONDS))
                    .satisfies(e ->
                            assertThat(Connecting.errorOf(e))
                                    .isInstanceOf(SshError.ConnectionLost.class));
        }
        try (var connection = Connecting.to(server)) {
            run.stop(connection);
        }
    }

    private SshConnection connect(CuttableLink link) throws Exception {
        return Connecting.through(link.port(), server);
    }

    private void cutARun(String name, int cuts) throws Exception {
        Files.writeString(server.home().resolve("writer.py"), WRITER);
        var place = Files.createDirectory(server.home().resolve(name));
        var copy = folder.resolve(name + ".log");
        var heard = new Hashes();
        RunEnd end;
        try (var link = CuttableLink.to(server.port());
                var log = RunLog.open(copy, heard)) {
            var writer = plan("cd %s && exec python3 ../writer.py".formatted(name));
            var follower = new Follower(new RemoteRun(name), link, log, writer);
            for (int cut = 1; cut <= cuts; cut++) {
                follower.awaitMore(heard, random.nextInt(1, 200_000));
                cut(Cut.values()[cut % Cut.values().length], link, follower);
            }
            Files.createFile(place.resolve("enough"));
            end = follower.end();
        }

        assertThat(end).isEqualTo(new RunEnd.Ended(false, Map.of(0, 23)));
        assertThat(hash(copy)).isEqualTo(hash(remoteLog(name)));
        assertThat(heard.out()).isEqualTo(hash(place.resolve("written.1")));
        assertThat(heard.err()).isEqualTo(hash(place.resolve("written.2")));
    }

    private void cut(Cut how, CuttableLink link, Follower follower) throws Exception {
        switch (how) {
            case KILLED -> server.cut();
            case RESET -> link.cut();
            case FROZEN -> {
                link.freeze();
                follower.awaitWritten(random.nextInt(1, 300_000));
                link.thaw();
            }
            case STRANDED -> {
                link.strand();
                follower.renew();
            }
        }
    }

    private void cutALargeLog(long bytes, int cuts) throws Exception {
        var copy = folder.resolve("run.log");
        var heard = new Hashes();
        RunEnd end;
        var line = "x".repeat(119);
        try (var link = CuttableLink.to(server.port());
                var log = RunLog.open(copy, heard)) {
            var writer = "yes %s | head -c %d | tee written.1".formatted(line, bytes);
            var follower = new Follower(new RemoteRun("01CUTS"), link, log, plan(writer));
            for (int cut = 1; cut <= cuts; cut++) {
                long before = follower.broken.get();
                // What is on its way when the server is killed comes, too, and is the larger part.
                follower.awaitMore(heard, bytes / cuts / 20);
                cut(cut % 4 == 0 ? Cut.KILLED : Cut.RESET, link, follower);
                Until.met("a broken connection", () -> follower.broken.get() > before);
            }
            end = follower.end();
            assertThat(follower.broken.get()).isGreaterThanOrEqualTo(cuts);
        }

        assertThat(end).isEqualTo(new RunEnd.Ended(false, Map.of(0, 0)));
        assertThat(hash(copy)).isEqualTo(hash(remoteLog("01CUTS")));
        assertThat(heard.out()).isEqualTo(hash(server.home().resolve("written.1")));
        assertThat(heard.bytes.get()).isEqualTo(bytes);
    }

    private static RunPlan plan(String line) {
        return new RunPlan(Map.of(), List.of(new RunPlan.Command("one", line, "", true)));
    }

    private Path remoteLog(String name) {
        return server.home().resolve(".gpudeck/runs/" + name + "/log");
    }

    private static String hash(Path file) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        try (var in = Files.newInputStream(file)) {
            var buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /// Follows the run until it is over, on connections that are made anew where they break.
    private final class Follower {

        private final RemoteRun run;
        private final CuttableLink link;
        private final RunLog log;
        private final RunPlan plan;
        private final CompletableFuture<RunEnd> over = new CompletableFuture<>();
        private final AtomicLong broken = new AtomicLong();
        private volatile Optional<SshConnection> connection = Optional.empty();

        Follower(RemoteRun run, CuttableLink link, RunLog log, RunPlan plan) {
            this.run = run;
            this.link = link;
            this.log = log;
            this.plan = plan;
            Thread.ofVirtual().name("follower").start(this::follow);
        }

        private void follow() {
            while (!over.isDone()) {
                try (var open = connect(link)) {
                    connection = Optional.of(open);
                    over.complete(run.follow(open, Optional.of(plan), log, RunSigns.NONE));
                } catch (SshException e) {
                    broken.incrementAndGet();
                    if (!isPassing(e.error())) {
                        over.completeExceptionally(e);
                    }
                } catch (Exception e) {
                    over.completeExceptionally(e);
                }
            }
        }

        private boolean isPassing(SshError error) {
            return error instanceof SshError.ConnectionLost
                    || error instanceof SshError.Unreachable
                    || error instanceof SshError.TimedOut
                    // The program was killed, and the server told before it was.
                    || (error instanceof SshError.CommandFailed(_, int exit, _) && exit < 0);
        }

        void renew() {
            connection.ifPresent(SshConnection::close);
        }

        void awaitMore(Hashes heard, long more) throws Exception {
            awaitAtLeast(heard, heard.bytes.get() + more);
        }

        void awaitAtLeast(Hashes heard, long bytes) throws Exception {
            Until.met(
                    "so many bytes, or the end", () -> heard.bytes.get() >= bytes || over.isDone());
            assertThat(over).as("with %s bytes", heard.bytes).isNotDone();
        }

        /// Waits until the machine has written so much more, whether it comes or not.
        void awaitWritten(long more) throws Exception {
            var there = remoteLog(run.name());
            long before = Files.size(there);
            Until.met("more written there", () -> Files.size(there) >= before + more);
        }

        RunEnd end() throws InterruptedException, ExecutionException, TimeoutException {
            return over.get(120, TimeUnit.SECONDS);
        }
    }

    /// Of what the command wrote, as it was told.
    private static final class Hashes implements RunEvents {

        private final AtomicLong bytes = new AtomicLong();
        private final MessageDigest out;
        private final MessageDigest err;

        Hashes() throws Exception {
            out = MessageDigest.getInstance("SHA-256");
            err = MessageDigest.getInstance("SHA-256");
        }

        @Override
        public void started(int command, String label, Instant at) {
            // Only its bytes count here.
        }

        @Override
        public void output(
                OutputSink.Stream stream, Instant at, byte[] buffer, int offset, int length) {
            (stream == OutputSink.Stream.OUT ? out : err).update(buffer, offset, length);
            bytes.addAndGet(length);
        }

        @Override
        public void ended(int command, int status, Duration took) {
            // Told by the end of the run, too.
        }

        @Override
        public void gap(long lost, Instant at) throws IOException {
            throw new IOException("a gap of " + lost);
        }

        String out() {
            return HexFormat.of().formatHex(out.digest());
        }

        String err() {
            return HexFormat.of().formatHex(err.digest());
        }
    }
}
