package gpudeck.engine.job;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.JobError;
import gpudeck.domain.JobError.Unusable;
import gpudeck.domain.Step;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.job.JobSpec.Afterwards;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.RunState;
import gpudeck.domain.job.StepNote;
import gpudeck.domain.job.StepState;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.Keeper;
import gpudeck.testing.JobFixture;
import gpudeck.testing.JobTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Several runs in a row on one instance that runs on between them.
class KeptInstanceTest extends JobTest {

    private static final String WAITING =
            """
            import time
            print("started", flush=True)
            while True:
                time.sleep(0.01)
            """;

    @Test
    void runsAgainWithoutANewBoot() throws Exception {
        writesResult("first");
        var first = given.run(given.spec("a.py").keep());
        var kept = kept(first);
        writesResult("second");

        var second = given.run(given.spec("a.py").on(kept, Afterwards.KEEP));
        assertThat(kept(second)).isEqualTo(kept);
        var third = given.run(given.spec("a.py").on(kept, Afterwards.TERMINATE));

        assertThat(first.folder().resolve("results/out.txt")).hasContent("first");
        assertThat(second.folder().resolve("results/out.txt")).hasContent("second");
        assertThat(simulator().launches()).isEqualTo(1);
        assertThat(third.state().get().outcome()).contains(new RunOutcome.Succeeded());
        assertThatItEnded(third.state().get());
    }

    @Test
    void saysThatNothingHadToBeSentAgain() throws Exception {
        writesResult("first");
        var first = given.run(given.spec("a.py").keep());

        var second = given.run(given.spec("a.py").on(kept(first), Afterwards.TERMINATE));

        assertThat(second.state().get().step(Step.UPLOAD))
                .isInstanceOfSatisfying(
                        StepState.Done.class,
                        done -> assertThat(done.note()).isEqualTo(new StepNote.Unchanged()));
    }

    @Test
    void paysForItsOwnTimeOnly() throws Exception {
        writesResult("first");
        var first = given.run(given.spec("a.py").keep());

        var second = given.run(given.spec("a.py").on(kept(first), Afterwards.TERMINATE));

        var then = first.state().get();
        var now = second.state().get();
        assertThat(then.endedAt().orElseThrow()).isBeforeOrEqualTo(now.launchedAt().orElseThrow());
        assertThat(now.launchedAt().orElseThrow()).isAfterOrEqualTo(now.startedAt());
        assertThat(now.type()).isEqualTo(then.type());
        assertThat(now.region()).isEqualTo(then.region());
    }

    @Test
    void keepsItAfterAScriptThatFailedToo() throws Exception {
        given.file("a.py", "raise SystemExit(3)");

        var run = given.run(given.spec("a.py").keep());

        assertThat(run.state().get().outcome())
                .contains(
                        new RunOutcome.Failed(Step.SCRIPTS, new JobError.ScriptFailed("a.py", 3)));
        assertThat(instance(run).keeper()).isEqualTo(Keeper.ITS_LEASE);
    }

    @Test
    void cancellingEndsWhatRunsThereAndKeepsIt() throws Exception {
        given.file("a.py", WAITING);
        var run = given.start(given.spec("a.py").keep());
        given.written().awaitOut("started");

        run.cancel();

        var state = given.awaitOver(run);
        assertThat(state.outcome()).contains(new RunOutcome.Cancelled(Step.SCRIPTS));
        assertThat(state.isInstanceKept()).isTrue();
        assertThat(instance(run).ending()).isEmpty();
        assertThat(simulator().machines().getFirst().processes())
                .noneMatch(process -> process.info().commandLine().orElse("").contains("a.py"));
        writesResult("after");
        var next = given.run(given.spec("a.py").on(instance(run).id(), Afterwards.TERMINATE));
        assertThat(next.state().get().outcome()).contains(new RunOutcome.Succeeded());
    }

    @Test
    void endsItAllTheSameIfTheUserSaysSo() throws Exception {
        given.file("a.py", WAITING);
        var run = given.start(given.spec("a.py").keep());
        given.written().awaitOut("started");

        run.cancelAndTerminate();

        assertThatItEnded(given.awaitOver(run));
    }

    @Test
    void isRefusedWhereAnotherRunIs() throws Exception {
        given.file("a.py", WAITING);
        var there = given.start(given.spec("a.py").keep());
        given.written().awaitOut("started");
        var occupied = instance(there).id();

        var refused = given.run(given.spec("a.py").on(occupied, Afterwards.KEEP));

        var why = new JobError.Occupied(occupied.value(), there.id().shortForm());
        assertThat(refused.state().get().outcome()).contains(new RunOutcome.NotLaunched(why));
        assertThat(refused.state().get().instance()).isEmpty();
        there.leave();
        given.awaitOver(there);
        assertThat(
                        given.run(given.spec("a.py").on(occupied, Afterwards.KEEP))
                                .state()
                                .get()
                                .outcome())
                .contains(new RunOutcome.NotLaunched(why));
    }

    @Test
    void isRefusedOnWhatIsNotThereOrNotOurs() throws Exception {
        writesResult("never");
        var gone = new InstanceId("0920582c7ff041399e34823a0be62549");

        assertThat(refusal(gone)).isEqualTo(new JobError.NotUsable(gone.value(), Unusable.GONE));

        try (var other = new JobFixture(simulated, folder.resolve("other"))) {
            other.file("a.py", "pass");
            var run = other.run(other.spec("a.py").results().keep());
            var stranger = run.state().get().instance().orElseThrow();
            assertThat(refusal(stranger))
                    .isEqualTo(new JobError.NotUsable(stranger.value(), Unusable.NOT_OURS));
        }
    }

    /// Its program may die: the lease goes on to guard it, nothing else ends it.
    @Test
    void isLeftToItsLeaseWhileARunIsThere() throws Exception {
        writesResult("first");
        var kept = kept(given.run(given.spec("a.py").keep()));
        given.file("a.py", WAITING);
        var run = given.start(given.spec("a.py").on(kept, Afterwards.KEEP));
        given.written().awaitOut("started");

        assertThat(instance(run).keeper()).isEqualTo(Keeper.ITS_LEASE);

        run.leave();
        given.awaitOver(run);
        var taken = given.attach(run.id());
        assertThat(instance(taken).keeper()).isEqualTo(Keeper.ITS_LEASE);
        Thread.ofVirtual().start(taken::run);
        JobFixture.await(taken, RunState::goesOnAlone);
        taken.cancelAndTerminate();
        assertThatItEnded(given.awaitOver(taken));
    }

    private void writesResult(String text) throws Exception {
        given.file(
                "a.py",
                """
                import os
                os.makedirs("results", exist_ok=True)
                open("results/out.txt", "w").write("%s")
                """
                        .formatted(text));
    }

    private Object refusal(InstanceId there) {
        var run = given.run(given.spec("a.py").on(there, Afterwards.KEEP));
        return run.state().get().outcome().stream()
                .map(o -> o instanceof RunOutcome.NotLaunched(var why) ? why : o)
                .toList()
                .getFirst();
    }

    private InstanceId kept(JobRun run) {
        var state = run.state().get();
        assertThat(state.outcome()).contains(new RunOutcome.Succeeded());
        assertThat(state.isInstanceKept()).isTrue();
        assertThat(instance(run).keeper()).isEqualTo(Keeper.ITS_LEASE);
        assertThat(List.of(instance(run))).allMatch(FleetInstance::isBilled);
        return state.instance().orElseThrow();
    }

    private FleetInstance instance(JobRun run) {
        var id = run.state().get().instance().orElseThrow();
        return given.engine().fleet().fleet().get().find(id).orElseThrow();
    }
}
