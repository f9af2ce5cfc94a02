package gpudeck.engine.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gpudeck.domain.JobError;
import gpudeck.domain.Messages;
import gpudeck.domain.Problem;
import gpudeck.domain.Step;
import gpudeck.domain.job.JobSpec.Holding.Then;
import gpudeck.domain.job.JobWords;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.RunState;
import gpudeck.domain.job.StepNote;
import gpudeck.domain.job.StepNote.HoldingResults;
import gpudeck.domain.job.StepState;
import gpudeck.testing.JobFixture;
import gpudeck.testing.JobTest;
import gpudeck.testing.SpecBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// Results are here and right before the machine ends, or the run says what is missing.
class JobResultsTest extends JobTest {

    /// Makes two results, and goes on once there is a file `go`.
    private static final String TWO =
            """
            import os, time
            os.makedirs("results")
            open("results/a", "w").write("first")
            open("results/b", "w").write("second")
            print("started", flush=True)
            while not os.path.exists("go"):
                time.sleep(0.02)
            """;

    private static final String BROKEN = "#!/bin/sh\nexit 1\n";

    @Test
    void theManifestIsThereBeforeTheMachineIsEnded() throws Exception {
        var run = started(given.spec("a.py"));
        var terminatedWithout = new AtomicBoolean();
        try (var _ =
                run.state()
                        .subscribe(state -> {
                            if (state.step(Step.TERMINATE) instanceof StepState.Running) {
                                terminatedWithout.compareAndSet(
                                        false, !Files.exists(manifestOf(run)));
                            }
                        })) {
            go();
            given.awaitOver(run);
        }

        var state = run.state().get();
        assertThat(state.outcome()).contains(new RunOutcome.Succeeded());
        assertThat(terminatedWithout).isFalse();
        var manifest = read(manifestOf(run));
        assertThat(manifest.get("run").asText()).isEqualTo(run.id().value());
        assertThat(manifest.get("instance").asText())
                .isEqualTo(state.instance().orElseThrow().value());
        assertThat(manifest.get("totalFiles").asInt()).isEqualTo(2);
        assertThat(manifest.get("totalBytes").asLong()).isEqualTo(11);
        assertThat(manifest.at("/files/0/name").asText()).isEqualTo("results/a");
        assertThat(manifest.at("/files/0/sha256").asText())
                .isEqualTo("a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e");
        assertThat(state.step(Step.DOWNLOAD))
                .isInstanceOfSatisfying(
                        StepState.Done.class,
                        done ->
                                assertThat(done.note())
                                        .isEqualTo(new StepNote.Verified(2, 11, List.of())));
    }

    @Test
    void resultsThatComeWrongAreHeldForUntilTheyAreRight() throws Exception {
        var run = started(given.spec("a.py"));
        standIn("tar", "#!/bin/sh\n/bin/tar \"$@\" | sed s/second/secend/\n");
        go();

        var state = awaitHeld(run, 3);

        var held = holding(state).orElseThrow();
        assertThat(held.missingFiles()).isEqualTo(1);
        assertThat(held.ofFiles()).isEqualTo(2);
        assertThat(held.why())
                .isEqualTo(
                        new JobError.ResultUnverified(
                                "results/b", "it changed while it was copied"));
        assertThat(run.folder().resolve("results/a")).hasContent("first");
        assertThat(run.folder().resolve("results/b")).doesNotExist();
        assertThat(manifestOf(run)).doesNotExist();
        assertThat(simulator().count("POST", TERMINATE)).isZero();
        assertThat(Messages.load().text(JobWords.state(state)))
                .isEqualTo("Holding results, $0.03/min");

        Files.delete(bin().resolve("tar"));

        assertThat(given.awaitOver(run).outcome()).contains(new RunOutcome.Succeeded());
        assertThat(run.folder().resolve("results/b")).hasContent("second");
        assertThat(manifestOf(run)).exists();
    }

    @Test
    void afterItsTimeTheMachineEndsAllTheSameIfTheJobSaysSo() throws Exception {
        var run = started(given.spec("a.py").hold(Duration.ofSeconds(20), Then.TERMINATE_ANYWAY));
        standIn("tar", BROKEN);
        go();

        given.awaitOver(run);

        assertThatItIsIncomplete(run, new JobError.ResultUnverified("results/a", NOT_SENT));
        assertThatItEnded(run.state().get());
    }

    @Test
    void otherwiseItIsKeptUntilTheLeaseEnds() throws Exception {
        var run =
                started(
                        given.spec("a.py")
                                .lease(Duration.ofMinutes(6))
                                .hold(Duration.ofSeconds(1), Then.KEEP_UNTIL_LEASE_ENDS));
        standIn("tar", BROKEN);
        go();

        held(run, 2);
        given.leapTo(run, Duration.ofMinutes(5));
        var state = given.awaitOver(run);

        assertThatItIsIncomplete(run, new JobError.LimitReached(JobError.Limit.LEASE));
        assertThatItEnded(state);
        var life =
                Duration.between(state.launchedAt().orElseThrow(), state.endedAt().orElseThrow());
        assertThat(life).isBetween(Duration.ofMinutes(6), Duration.ofMinutes(8));
    }

    @Test
    void missingResultsAreWorseNewsThanAFailedScript() throws Exception {
        given.file("b.py", "exit(3)");
        var run =
                started(
                        given.spec("a.py", "b.py")
                                .hold(Duration.ofSeconds(1), Then.TERMINATE_ANYWAY));
        standIn("tar", BROKEN);
        go();

        given.awaitOver(run);

        assertThatItIsIncomplete(run, new JobError.ResultUnverified("results/a", NOT_SENT));
        assertThat(run.state().get().step(Step.SCRIPTS)).isInstanceOf(StepState.Failed.class);
    }

    @Test
    void aLinkThatBreaksMeanwhileIsMadeAnew() throws Exception {
        given.file(
                "a.py",
                """
                import os
                os.makedirs("results")
                open("results/large", "wb").write(os.urandom(20_000_000))
                open("results/small", "w").write("small")
                """);
        var cut = new AtomicBoolean();
        var run = given.engine().jobs().prepare(given.spec("a.py").build(), given.written());
        try (var _ =
                run.state()
                        .subscribe(state -> {
                            if (bytesCome(state) > 1_000_000 && cut.compareAndSet(false, true)) {
                                simulator().machines().getFirst().cutConnections();
                            }
                        })) {
            run.run();
        }

        assertThat(cut).isTrue();
        assertThat(run.state().get().outcome()).contains(new RunOutcome.Succeeded());
        assertThat(run.state().get().resultFiles()).isEqualTo(2);
        assertThat(read(manifestOf(run)).get("totalBytes").asLong()).isEqualTo(20_000_005);
    }

    @Test
    void aFolderThatCannotBeWrittenIsWaitedFor() throws Exception {
        var run = started(given.spec("a.py"));
        var inTheWay = Files.writeString(run.folder().resolve(".gpudeck-incoming"), "");
        go();

        assertThat(held(run, 2).why()).isInstanceOf(JobError.LocalFile.class);
        Files.delete(inTheWay);

        assertThat(given.awaitOver(run).outcome()).contains(new RunOutcome.Succeeded());
        assertThat(run.folder().resolve("results/b")).hasContent("second");
    }

    @Test
    void cancelEndsAMachineThatIsHeld() throws Exception {
        var run = started(given.spec("a.py"));
        standIn("tar", BROKEN);
        go();
        held(run, 1);

        run.cancel();

        var state = given.awaitOver(run);
        assertThat(state.outcome()).contains(new RunOutcome.Cancelled(Step.DOWNLOAD));
        assertThat(manifestOf(run)).doesNotExist();
        assertThatItEnded(state);
    }

    @Test
    void whatCanNeverComeIsNamedAndTheRestIsComplete() throws Exception {
        given.file(
                "a.py",
                """
                import os
                os.makedirs("results")
                open("results/good", "w").write("good")
                os.symlink("/etc", "results/out")
                os.symlink(".", "results/loop")
                os.mkfifo("results/pipe")
                """);

        var run = given.run(given.spec("a.py"));

        var state = run.state().get();
        assertThat(state.outcome()).contains(new RunOutcome.Succeeded());
        assertThat(state.step(Step.DOWNLOAD))
                .isInstanceOfSatisfying(
                        StepState.Done.class,
                        done ->
                                assertThat(done.note())
                                        .isEqualTo(
                                                new StepNote.Verified(
                                                        1,
                                                        4,
                                                        List.of("results/out", "results/pipe"))));
        assertThat(read(manifestOf(run)).at("/leftOut/0/why").asText())
                .isEqualTo("it is a link out of its folder, to /etc");
    }

    private static final String NOT_SENT = "the machine did not send it";

    private JobRun started(SpecBuilder job) throws Exception {
        given.file("a.py", TWO);
        var run = given.start(job);
        given.written().awaitOut("started");
        return run;
    }

    private void go() throws IOException {
        Files.writeString(simulator().machines().getFirst().home().resolve("project/go"), "");
    }

    /// A program that the machine finds before its own.
    private void standIn(String name, String script) throws IOException {
        var draft = Files.writeString(bin().resolve(name + ".new"), script);
        assertThat(draft.toFile().setExecutable(true)).isTrue();
        Files.move(draft, bin().resolve(name));
    }

    private Path bin() {
        return simulator().machines().getFirst().home().resolveSibling("bin");
    }

    private static Path manifestOf(JobRun run) {
        return run.folder().resolve("manifest.json");
    }

    private static JsonNode read(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }

    private static HoldingResults held(JobRun run, int attempt) throws InterruptedException {
        return holding(awaitHeld(run, attempt)).orElseThrow();
    }

    private static RunState awaitHeld(JobRun run, int attempt) throws InterruptedException {
        return JobFixture.await(
                run, now -> holding(now).filter(h -> h.attempt() >= attempt).isPresent());
    }

    private static Optional<HoldingResults> holding(RunState state) {
        return state.step(Step.DOWNLOAD) instanceof StepState.Running(_, HoldingResults held)
                ? Optional.of(held)
                : Optional.empty();
    }

    private static long bytesCome(RunState state) {
        return state.step(Step.DOWNLOAD)
                        instanceof StepState.Running(_, StepNote.Transfer(_, _, long bytes, _, _))
                ? bytes
                : 0;
    }

    private void assertThatItIsIncomplete(JobRun run, Problem why) {
        assertThat(run.state().get().outcome())
                .contains(
                        new RunOutcome.Failed(
                                Step.DOWNLOAD,
                                new JobError.ResultsIncomplete(
                                        2,
                                        2,
                                        List.of("results/a", "results/b"),
                                        run.folder().toString(),
                                        why)));
        assertThat(manifestOf(run)).doesNotExist();
    }
}
