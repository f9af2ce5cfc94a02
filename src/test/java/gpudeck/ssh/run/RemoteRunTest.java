package gpudeck.ssh.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.ssh.OutputSink.Stream;
import gpudeck.ssh.SshConnection;
import gpudeck.testing.Connecting;
import gpudeck.testing.Gpus;
import gpudeck.testing.OpenSshServer;
import gpudeck.testing.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// On a real OpenSSH server, with real processes.
class RemoteRunTest {

    private static final String UNTIL_STOPPED =
            "trap 'echo bye; exit 5' TERM; echo up; sleep 60 & wait";

    @RegisterExtension private final OpenSshServer server = new OpenSshServer();
    @TempDir private Path folder;

    private final RemoteRun run = new RemoteRun("01RUN");
    private final Told told = new Told();

    @Test
    void runsCommandsInTheirOrderAndKeepsTheirStreamsApart() throws Exception {
        var end =
                follow(
                        command("one", "echo out; echo err >&2; echo \"$WHO\"", true),
                        command("two", "printf 'no newline'; exit 3", false),
                        command("three", "echo last", true));

        assertThat(end).isEqualTo(new RunEnd.Ended(false, Map.of(0, 0, 1, 3, 2, 0)));
        assertThat(told.out()).isEqualTo("out\nan apostrophe's $HOME\nno newlinelast\n");
        assertThat(told.err()).isEqualTo("err\n");
        assertThat(told.events)
                .containsExactly(
                        "start 0 one",
                        "end 0 0",
                        "start 1 two",
                        "end 1 3",
                        "start 2 three",
                        "end 2 0");
        assertThatTheCopyIsExact();
    }

    /// Every few seconds, whatever the commands do meanwhile; a driver that hangs holds up nothing.
    @Test
    void tellsWhatTheGpusDo() throws Exception {
        server.standIn(
                "nvidia-smi",
                """
                case "$1" in --query-gpu=index,utilization.gpu,*) ;; *) exit 2 ;; esac
                if [ -e ~/told ]; then exec sleep 60; fi
                touch ~/told
                echo '0, 94, 73012, 81559, 67, 318.22, 350.00'
                echo '1, 3, [N/A], 81559, 41, 70, 350.00'
                """);

        var end =
                follow(
                        command("one", "until [ -e ~/told ]; do sleep 0.1; done; sleep 6", true),
                        command("two", "echo last", true));

        assertThat(end).isEqualTo(new RunEnd.Ended(false, Map.of(0, 0, 1, 0)));
        assertThat(told.out()).isEqualTo("last\n");
        assertThat(told.gpus)
                .containsExactly(
                        Gpus.reading(0, 94, 73012, 81559, 67, 318.22, 350),
                        Gpus.reading(1, 3, Gpus.UNTOLD, 81559, 41, 70, 350));
        assertThatTheCopyIsExact();
    }

    @Test
    void beginsNothingAfterARequiredCommandThatFailed() throws Exception {
        var end = follow(command("one", "exit 7", true), command("two", "echo never", true));

        assertThat(end).isEqualTo(new RunEnd.Ended(false, Map.of(0, 7)));
        assertThat(told.out()).isEmpty();
    }

    @Test
    void leavesOutWhatIsNeedless() throws Exception {
        var end =
                follow(
                        new RunPlan.Command("one", "echo never", "true", true),
                        new RunPlan.Command("two", "echo done", "false", true));

        assertThat(end).isEqualTo(new RunEnd.Ended(false, Map.of(1, 0)));
        assertThat(told.out()).isEqualTo("done\n");
    }

    @Test
    void saysWhichSignalEndedACommandAsAShellWould() throws Exception {
        var end = follow(command("one", "kill -KILL $$", true));

        assertThat(end).isEqualTo(new RunEnd.Ended(false, Map.of(0, 137)));
    }

    /// The command is not disturbed, and not one byte is lost or doubled.
    @Test
    void followsThroughBrokenConnections() throws Exception {
        var enough = server.home().resolve("enough");
        var count = "i=0; until [ -e " + enough + " ]; do i=$((i + 1)); echo $i; sleep 0.01; done";
        var plan = plan(command("count", count, true));
        Optional<RunEnd> end = Optional.empty();
        var cutting = Thread.ofVirtual().start(this::cutAgainAndAgain);
        try (var log = RunLog.open(copy(), told)) {
            for (int cuts = 0; end.isEmpty(); ) {
                try (var connection = Connecting.to(server)) {
                    end =
                            Optional.of(
                                    run.follow(connection, Optional.of(plan), log, RunSigns.NONE));
                } catch (SshException e) {
                    cuts++;
                    if (cuts == 8) {
                        cutting.interrupt();
                        cutting.join();
                        Files.createFile(enough);
                    }
                }
            }
        }
        assertThat(end).contains(new RunEnd.Ended(false, Map.of(0, 0)));
        var lines = told.out().lines().toList();
        assertThat(lines)
                .isNotEmpty()
                .isEqualTo(
                        IntStream.rangeClosed(1, lines.size())
                                .mapToObj(Integer::toString)
                                .toList());
        assertThatTheCopyIsExact();
    }

    /// At random moments, whatever is under way then: a connection that begins, too.
    private void cutAgainAndAgain() {
        var random = RandomGenerator.of("L64X128MixRandom");
        try {
            while (true) {
                Thread.sleep(random.nextInt(50, 500));
                server.cut();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void isStartedOnceWhoeverAsks() throws Exception {
        var plan = plan(command("one", "echo x >> started; sleep 0.5", true));
        var others = new ArrayList<CompletableFuture<RunEnd>>();
        for (int i = 0; i < 4; i++) {
            var file = folder.resolve("other-" + i);
            others.add(CompletableFuture.supplyAsync(() -> followed(plan, file)));
        }

        assertThat(others)
                .allSatisfy(
                        o -> assertThat(o.join()).isEqualTo(new RunEnd.Ended(false, Map.of(0, 0))));
        assertThat(server.home().resolve("started")).hasContent("x\n");
    }

    private RunEnd followed(RunPlan plan, Path file) {
        try (var connection = Connecting.to(server);
                var log = RunLog.open(file, new Told())) {
            return run.follow(connection, Optional.of(plan), log, RunSigns.NONE);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void stopsWhatRunsAndTakesItsLastWords() throws Exception {
        var plan = plan(command("one", UNTIL_STOPPED, false), command("two", "echo never", true));
        var ended = start(plan);

        try (var connection = Connecting.to(server)) {
            run.stop(connection);
        }

        assertThat(ended.get(20, TimeUnit.SECONDS)).isEqualTo(new RunEnd.Ended(true, Map.of(0, 5)));
        assertThat(told.out()).isEqualTo("up\nbye\n");
    }

    /// Follows it on another thread, and returns once its command has begun.
    private CompletableFuture<RunEnd> start(RunPlan plan) throws Exception {
        var ended = new CompletableFuture<RunEnd>();
        Thread.ofVirtual()
                .start(() -> {
                    try (var connection = Connecting.to(server);
                            var log = RunLog.open(copy(), told)) {
                        ended.complete(
                                run.follow(connection, Optional.of(plan), log, RunSigns.NONE));
                    } catch (Exception e) {
                        ended.completeExceptionally(e);
                    }
                });
        assertThat(told.up.await(20, TimeUnit.SECONDS)).isTrue();
        return ended;
    }

    @Test
    void tellsARunWhoseSupervisorWasKilledFromOneThatEnded() throws Exception {
        var ended = start(plan(command("one", UNTIL_STOPPED, true)));

        ProcessHandle.of(Long.parseLong(Files.readString(remote("pid"))))
                .orElseThrow()
                .destroyForcibly();

        assertThat(ended.get(20, TimeUnit.SECONDS)).isEqualTo(new RunEnd.Lost());
        ProcessHandle.allProcesses()
                .filter(p -> p.info().commandLine().orElse("").contains("echo bye"))
                .forEach(ProcessHandle::destroyForcibly);
    }

    /// Were it to wait for room on the disk, it would wait for ever.
    @Test
    void endsThoughItsFolderIsGone() throws Exception {
        var ended =
                start(
                        plan(
                                command(
                                        "one",
                                        "echo up; until [ -e ~/go ]; do sleep 0.05; done",
                                        true)));
        var supervisor = Long.parseLong(Files.readString(remote("pid")));

        Files.move(remote("lock").getParent(), server.home().resolve("elsewhere"));
        Files.createFile(server.home().resolve("go"));

        assertThat(ended.get(20, TimeUnit.SECONDS)).isEqualTo(new RunEnd.Lost());
        Until.met("it is over", () -> ProcessHandle.of(supervisor).isEmpty());
    }

    @Test
    void tellsAMachineThatWasBooted() throws Exception {
        follow(command("one", "echo out", true));
        Files.delete(remote("exit"));
        Files.writeString(remote("started"), "another boot");

        assertThat(again()).isEqualTo(new RunEnd.Rebooted());
    }

    @Test
    void tellsARunThatNobodyStarted() throws Exception {
        assertThat(again()).isEqualTo(new RunEnd.Absent());
    }

    private RunEnd again() throws Exception {
        try (var connection = Connecting.to(server);
                var log = RunLog.open(copy(), told)) {
            return run.follow(connection, Optional.empty(), log, RunSigns.NONE);
        }
    }

    @Test
    void saysThatThereIsNoPython() throws Exception {
        Files.createDirectories(server.home().resolve(".local/bin"));
        var python = server.home().resolve(".local/bin/python3");
        Files.writeString(python, "#!/bin/sh\necho no python here >&2; exit 127\n");
        assertThat(python.toFile().setExecutable(true)).isTrue();

        var failure = catchThrowable(() -> follow(command("one", "echo x", true)));

        assertThat(Connecting.errorOf(failure))
                .isEqualTo(new SshError.CommandFailed("python3", 127, "no python here"));
    }

    /// What is kept here must not cost the run: it goes on on its machine.
    @Test
    void saysThatTheCopyCannotBeKept() throws Exception {
        var full =
                new RunEvents() {
                    @Override
                    public void started(int command, String label, Instant at) throws IOException {
                        throw new IOException("disk full");
                    }

                    @Override
                    public void output(
                            Stream stream, Instant at, byte[] buffer, int offset, int length) {}

                    @Override
                    public void ended(int command, int status, Duration took) {}

                    @Override
                    public void gap(long bytes, Instant at) {}
                };
        try (var connection = Connecting.to(server);
                var log = RunLog.open(copy(), full)) {
            assertThatThrownBy(() ->
                            run.follow(
                                    connection,
                                    Optional.of(plan(command("one", "echo x", true))),
                                    log,
                                    RunSigns.NONE))
                    .isInstanceOf(IOException.class)
                    .hasMessage("disk full");
        }
    }

    private RunEnd follow(RunPlan.Command... commands) throws Exception {
        try (SshConnection connection = Connecting.to(server);
                var log = RunLog.open(copy(), told)) {
            return run.follow(connection, Optional.of(plan(commands)), log, RunSigns.NONE);
        }
    }

    private static RunPlan plan(RunPlan.Command... commands) {
        return new RunPlan(Map.of("WHO", "an apostrophe's $HOME"), List.of(commands));
    }

    private static RunPlan.Command command(String label, String line, boolean required) {
        return new RunPlan.Command(label, line, "", required);
    }

    private void assertThatTheCopyIsExact() {
        assertThat(copy()).hasSameBinaryContentAs(remote("log"));
    }

    private Path copy() {
        return folder.resolve("run.log");
    }

    private Path remote(String name) {
        return server.home().resolve(".gpudeck/runs/01RUN").resolve(name);
    }
}
