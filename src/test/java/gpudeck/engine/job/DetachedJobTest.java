package gpudeck.engine.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gpudeck.domain.JobError;
import gpudeck.domain.JobException;
import gpudeck.domain.Step;
import gpudeck.domain.job.Contact;
import gpudeck.domain.job.GpuReading;
import gpudeck.domain.job.Progress;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.RunState;
import gpudeck.domain.job.StepState;
import gpudeck.engine.fleet.Keeper;
import gpudeck.testing.JobFixture;
import gpudeck.testing.JobTest;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Jobs whose scripts go on without a connection, or without any program.
class DetachedJobTest extends JobTest {

    private static final String COUNTING =
            """
            import os, time
            os.makedirs("results", exist_ok=True)
            for n in range(100):
                print(n, flush=True)
                time.sleep(0.02)
            open("results/done.txt", "w").write("all")
            """;

    private static final String COUNTED =
            IntStream.range(0, 100).mapToObj(n -> n + "\n").collect(Collectors.joining());

    private static final String UNTIL_TOLD =
            """
            import os, time
            print("started", flush=True)
            while not os.path.exists("go"):
                time.sleep(0.01)
            os.makedirs("results", exist_ok=True)
            open("results/done.txt", "w").write("all")
            print("done", flush=True)
            """;

    @Test
    void goesOnThroughLinksThatBreak() throws Exception {
        given.file("a.py", COUNTING);
        var run = given.start(given.spec("a.py"));
        given.written().awaitOut("0\n");
        var machine = simulator().machines().getFirst();
        for (int cut = 1; cut <= 5; cut++) {
            machine.cutConnections();
            given.written().awaitOut(cut * 15 + "\n");
        }

        var state = given.awaitOver(run);

        assertThat(state.outcome()).contains(new RunOutcome.Succeeded());
        assertThat(given.written().out()).isEqualTo(COUNTED);
        assertThat(run.folder().resolve("console/1-a.py.out")).hasContent(COUNTED);
        assertThat(run.folder().resolve("results/done.txt")).hasContent("all");
        assertThatItEnded(state);
    }

    @Test
    void saysSinceWhenItHasNoContactAndHowOftenItTried() throws Exception {
        given.file("a.py", UNTIL_TOLD);
        var run = given.start(given.spec("a.py"));
        given.written().awaitOut("started");
        JobFixture.await(run, state -> state.contact().orElse(null) instanceof Contact.Heard);
        var machine = simulator().machines().getFirst();

        machine.refuseConnections();
        machine.cutConnections();
        JobFixture.await(
                run,
                state ->
                        state.contact().orElse(null) instanceof Contact.Lost(var since, int n, _)
                                && n >= 2
                                && since.isAfter(state.startedAt()));
        assertThat(run.state().get().isOver()).isFalse();
        machine.acceptConnections();

        JobFixture.await(run, state -> state.contact().orElse(null) instanceof Contact.Heard);
        go();
        assertThat(given.awaitOver(run).outcome()).contains(new RunOutcome.Succeeded());
    }

    @Test
    void saysHowFarItsScriptIsByWhatThatWrites() throws Exception {
        given.file(
                "a.py", "print('epoch 2/3, step 400/1000, loss 0.25', flush=True)\n" + UNTIL_TOLD);
        var run = given.start(given.spec("a.py"));
        JobFixture.await(run, state -> state.progress().loss().isPresent());

        var now = run.state().get().underWay().orElseThrow();
        assertThat(now.epoch()).contains(new Progress.Count(2, 3));
        assertThat(now.steps()).contains(new Progress.Count(400, 1000));
        go();
        var over = given.awaitOver(run);

        assertThat(over.outcome()).contains(new RunOutcome.Succeeded());
        assertThat(over.underWay()).isEmpty();
        assertThat(over.progress()).isEqualTo(Progress.last(now.loss()));
        assertThat(over.progress().loss()).hasValue(0.25);
    }

    @Test
    void theLastLossIsKeptThoughTheNextScriptTellsNone() throws Exception {
        given.file("a.py", "print('loss nan')").file("b.py", "print('step 1/2')\n" + UNTIL_TOLD);
        var run = given.start(given.spec("a.py", "b.py"));
        JobFixture.await(run, state -> state.progress().steps().isPresent());

        assertThat(run.state().get().underWay().orElseThrow().isDiverged()).isFalse();
        go();

        assertThat(given.awaitOver(run).progress().isDiverged()).isTrue();
    }

    @Test
    void isLeftRunningAndTakenUpByAnotherProgram() throws Exception {
        given.file("pyproject.toml", "[project]\nname = 'p'\nversion = '1'\n")
                .file("a.py", UNTIL_TOLD);
        var run = given.start(given.spec("a.py"));
        given.written().awaitOut("started");
        JobFixture.await(run, s -> s.gpuUse().isPresent());

        run.leave();

        var left = given.awaitOver(run);
        assertThat(left.outcome()).contains(new RunOutcome.LeftRunning(Step.SCRIPTS));
        var instance = left.instance().orElseThrow();
        assertThat(given.engine().fleet().fleet().get().find(instance))
                .get()
                .satisfies(i -> assertThat(i.keeper()).isEqualTo(Keeper.ITS_LEASE));
        given.close();
        go();

        try (var other = new JobFixture(simulated, folder)) {
            other.engine().fleet().resume();
            other.engine().fleet().refresh();
            assertThat(other.engine().jobs().attachable())
                    .extracting(RunState::id)
                    .containsExactly(run.id());

            var taken = other.attach(run.id());
            assertThat(other.engine().fleet().fleet().get().find(instance))
                    .get()
                    .satisfies(i -> assertThat(i.keeper()).isEqualTo(Keeper.THIS_PROGRAM));
            assertThat(taken.run()).isEqualTo(new RunOutcome.Succeeded());

            assertThat(taken.folder()).isEqualTo(run.folder());
            assertThat(other.written().commands())
                    .endsWith("SET_UP uv sync", "SCRIPTS uv run python a.py");
            assertThat(other.written().out()).endsWith("started\ndone\n");
            assertThat(other.written().gpus())
                    .startsWith(given.written().gpus().toArray(GpuReading[]::new))
                    .allMatch(gpu -> gpu.index() == 0 && gpu.power().isPresent());
            assertThat(taken.state().get().gpuUse())
                    .get()
                    .satisfies(use -> {
                        assertThat(use.mean()).isBetween(0.0, 100.0);
                        assertThat(use.counted()).isPositive();
                    });
            assertThat(run.folder().resolve("results/done.txt")).hasContent("all");
            assertThat(taken.state().get().steps().values())
                    .allMatch(step -> step instanceof StepState.Done);
            assertThat(other.engine().jobs().attachable()).isEmpty();
        }
        assertThat(simulator().bills()).hasSize(1).allMatch(bill -> bill.endedAt().isPresent());
        given = new JobFixture(simulated, folder);
    }

    /// What was not begun yet is begun by whoever takes it up.
    @Test
    void isTakenUpBeforeItsScriptsWereStarted() throws Exception {
        given.file("a.py", COUNTING);
        var machineBoots = given.start(given.spec("a.py"));
        JobFixture.await(machineBoots, s -> s.step(Step.BOOT) instanceof StepState.Running);
        machineBoots.leave();
        assertThat(given.awaitOver(machineBoots).outcome())
                .contains(new RunOutcome.LeftRunning(Step.BOOT));

        var taken = given.attach(machineBoots.id());

        assertThat(taken.run()).isEqualTo(new RunOutcome.Succeeded());
        assertThat(given.written().out()).isEqualTo(COUNTED);
        assertThatItEnded(taken.state().get());
    }

    @Test
    void cannotStartScriptsWhoseHiddenValuesAreNotKept() throws Exception {
        given.file("a.py", COUNTING);
        var run = given.start(given.spec("a.py").variable("TOKEN", "secret", true));
        JobFixture.await(run, s -> s.step(Step.BOOT) instanceof StepState.Running);
        run.leave();
        given.awaitOver(run);

        var taken = given.attach(run.id());

        assertThat(taken.run())
                .isEqualTo(new RunOutcome.Failed(Step.SCRIPTS, new JobError.NotStarted()));
        assertThatItEnded(taken.state().get());
    }

    /// Nobody is asked for a passphrase by a run that has its machine already.
    @Test
    void isLetBeWhileItsKeyCannotBeUsed() throws Exception {
        given.file("a.py", UNTIL_TOLD);
        var run = given.start(given.spec("a.py"));
        given.written().awaitOut("started");
        run.leave();
        given.awaitOver(run);
        var key = simulated.key().privateKey();
        var away = key.resolveSibling("away");
        Files.move(key, away);

        try (var other = new JobFixture(simulated, folder)) {
            other.engine().fleet().refresh();
            assertThatException().isThrownBy(() -> other.attach(run.id()));
            Files.move(away, key);

            var taken = other.attach(run.id());
            go();
            assertThat(taken.run()).isEqualTo(new RunOutcome.Succeeded());
        }
    }

    @Test
    void connectsAnewAtOnceWhenTheComputerSlept() throws Exception {
        given.file("a.py", UNTIL_TOLD);
        var run = given.start(given.spec("a.py"));
        given.written().awaitOut("started");
        JobFixture.await(run, state -> state.contact().orElse(null) instanceof Contact.Heard);
        var machine = simulator().machines().getFirst();
        machine.freezeConnections();

        given.engine().jobs().renewLinks();

        JobFixture.await(run, state -> state.contact().orElse(null) instanceof Contact.Lost);
        machine.thaw();
        JobFixture.await(run, state -> state.contact().orElse(null) instanceof Contact.Heard);
        go();
        assertThat(given.awaitOver(run).outcome()).contains(new RunOutcome.Succeeded());
    }

    @Test
    void isNotTakenUpTwice() throws Exception {
        given.file("a.py", UNTIL_TOLD);
        var run = given.start(given.spec("a.py"));
        given.written().awaitOut("started");

        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> given.attach(run.id()))
                .satisfies(e ->
                        assertThat(e.error())
                                .isEqualTo(new JobError.NotAttachable(run.id().value())));
        try (var other = new JobFixture(simulated, folder)) {
            other.engine().fleet().refresh();
            assertThat(other.engine().jobs().attachable()).isEmpty();
        }
        go();
        given.awaitOver(run);
        assertThat(given.engine().jobs().attachable()).isEmpty();
    }

    @Test
    void cancelEndsTheMachineOfARunThatWasTakenUp() throws Exception {
        given.file("a.py", UNTIL_TOLD);
        var run = given.start(given.spec("a.py"));
        given.written().awaitOut("started");
        run.leave();
        given.awaitOver(run);

        var taken = given.attach(run.id());
        var thread = Thread.ofVirtual().start(taken::run);
        JobFixture.await(taken, s -> s.contact().orElse(null) instanceof Contact.Heard);
        taken.cancel();
        thread.join();

        assertThat(taken.state().get().outcome()).contains(new RunOutcome.Cancelled(Step.SCRIPTS));
        assertThatItEnded(taken.state().get());
    }

    @Test
    void tellsAMachineThatWasBootedFromALinkThatBroke() throws Exception {
        given.file(
                "a.py",
                "import os, time; os.makedirs('results'); open('results/part', 'w').write('1');"
                        + " print('started', flush=True); time.sleep(600)");
        var run = given.start(given.spec("a.py"));
        given.written().awaitOut("started");

        given.engine().fleet().restart(List.of(run.state().get().instance().get()));

        var state = given.awaitOver(run);
        assertThat(state.outcome())
                .contains(new RunOutcome.Failed(Step.SCRIPTS, new JobError.MachineRebooted()));
        assertThat(run.folder().resolve("results/part")).hasContent("1");
        assertThatItEnded(state);
    }

    private void go() throws Exception {
        Files.writeString(simulator().machines().getFirst().home().resolve("project/go"), "");
    }
}
