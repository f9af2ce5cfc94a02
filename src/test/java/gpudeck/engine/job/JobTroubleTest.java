package gpudeck.engine.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import gpudeck.domain.JobError;
import gpudeck.domain.Problem;
import gpudeck.domain.SshError;
import gpudeck.domain.Step;
import gpudeck.domain.job.JobSpec.Holding.Then;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.StepState;
import gpudeck.sim.fault.Fault;
import gpudeck.sim.fault.LaunchFault;
import gpudeck.testing.JobTest;
import gpudeck.testing.OpenSshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Jobs that meet bad input, bad luck or a bad cloud. Whatever happens, what was bought ends.
class JobTroubleTest extends JobTest {

    private static final String ENDLESS =
            """
            import os, time
            os.makedirs("results")
            open("results/part.csv", "w").write("1")
            print("started", flush=True)
            time.sleep(600)
            """;

    @Test
    void aScriptThatFailsStopsTheOthersAndItsResultsComeBack() throws Exception {
        given.file("a.py", "import os; os.makedirs('results'); open('results/x','w'); exit(3)")
                .file("b.py", "print('never')");

        var run = given.run(given.spec("a.py", "b.py"));

        assertThatItFailed(run, Step.SCRIPTS, new JobError.ScriptFailed("a.py", 3));
        assertThat(given.written().commands()).containsExactly("SCRIPTS python3 a.py");
        assertThat(given.written().ends()).containsExactly("3");
        assertThat(run.folder().resolve("results/x")).exists();
    }

    @Test
    void aScriptThatFailsDoesNotStopTheOthersIfTheJobSaysSo() throws Exception {
        given.file("a.py", "exit(3)").file("b.py", "print('all the same')");

        var run = given.run(given.spec("a.py", "b.py").goOnWhenAScriptFails().results());

        assertThatItFailed(run, Step.SCRIPTS, new JobError.ScriptFailed("a.py", 3));
        assertThat(given.written().out()).isEqualTo("all the same\n");
    }

    @Test
    void aScriptThatIsKilled() throws Exception {
        given.file("a.py", "import os; os.kill(os.getpid(), 9)");

        var run = given.run(given.spec("a.py").results());

        assertThatItFailed(run, Step.SCRIPTS, new JobError.ScriptKilled("a.py", "KILL"));
    }

    @Test
    void aSetUpThatFails() throws Exception {
        given.file("requirements.txt", "torch\n").file("a.py", "");

        var run = given.run(given.spec("a.py"));

        assertThatItFailed(
                run,
                Step.SET_UP,
                new JobError.SetUpFailed("uv pip install -r requirements.txt", 1));
        assertThat(run.folder().resolve("console/0-set-up.err")).content().contains("no network");
    }

    @Test
    void resultsThatMatchNothing() throws Exception {
        given.file("a.py", "print('no results')");

        var run = given.run(given.spec("a.py").results("results/", "*.onnx"));

        assertThatItFailed(
                run, Step.DOWNLOAD, new JobError.NoResults(List.of("results/", "*.onnx")));
        assertThat(run.folder().resolve("console/1-a.py.out")).hasContent("no results");
    }

    @Test
    void aResultThatWouldLeaveItsFolder() throws Exception {
        given.file("a.py", "import os; os.makedirs('results'); os.symlink('/etc', 'results/out')");

        var run = given.run(given.spec("a.py"));

        assertThat(run.state().get().outcome())
                .get()
                .isInstanceOfSatisfying(
                        RunOutcome.Failed.class,
                        failed -> assertThat(failed.why()).isInstanceOf(SshError.UnsafePath.class));
        assertThatItEnded(run.state().get());
        assertThat(run.folder().resolve("results/out")).doesNotExist();
    }

    @Test
    void anUnhealthyInstance() throws Exception {
        given.file("a.py", "");
        simulator().faults().nextLaunch(new LaunchFault.Unhealthy());

        assertThatItFailed(given.run(given.spec("a.py")), Step.BOOT, new JobError.Unhealthy());
    }

    @Test
    void anInstanceThatNeverBecomesActive() throws Exception {
        given.file("a.py", "");
        simulator().faults().nextLaunch(new LaunchFault.NeverActive());
        var limit = Duration.ofSeconds(30);

        assertThatItFailed(
                given.run(given.spec("a.py").boot(limit)),
                Step.BOOT,
                new JobError.TimedOut(Step.BOOT, limit));
    }

    @Test
    void anInstanceThatIsEndedBySomebodyElse() throws Exception {
        given.file("a.py", ENDLESS);
        var run = given.start(given.spec("a.py"));
        given.written().awaitOut("started");

        given.engine().fleet().terminate(List.of(run.state().get().instance().orElseThrow()));

        given.awaitOver(run);
        assertThat(run.state().get().outcome())
                .get()
                .isInstanceOfSatisfying(
                        RunOutcome.Failed.class,
                        failed ->
                                assertThat(failed.why()).isInstanceOf(JobError.InstanceGone.class));
        assertThatItEnded(run.state().get());
    }

    @Test
    void aMachineThatShowsAnotherHostKey() throws Exception {
        given.file("a.py", ENDLESS);
        var run = given.start(given.spec("a.py"));
        given.written().awaitOut("started");

        var machine = simulator().machines().getFirst();
        machine.changeHostKey();
        machine.cutConnections();

        var state = given.awaitOver(run);
        assertThat(state.step(Step.DOWNLOAD))
                .isInstanceOfSatisfying(
                        StepState.Failed.class,
                        failed ->
                                assertThat(failed.why())
                                        .isInstanceOf(SshError.HostKeyChanged.class));
        assertThatItEnded(state);
    }

    @Test
    void aLeaseThatEndsBringsTheResultsAndThenEndsTheInstance() throws Exception {
        given.file("a.py", ENDLESS);

        var run = given.start(given.spec("a.py").lease(Duration.ofMinutes(10)));
        given.written().awaitOut("started");
        given.leapTo(run, Duration.ofMinutes(8));
        given.awaitOver(run);

        assertThatItFailed(run, Step.SCRIPTS, new JobError.LimitReached(JobError.Limit.LEASE));
        assertThat(run.folder().resolve("results/part.csv")).hasContent("1");
        var state = run.state().get();
        assertThat(
                        Duration.between(
                                state.launchedAt().orElseThrow(), state.endedAt().orElseThrow()))
                .isLessThan(Duration.ofMinutes(15));
    }

    @Test
    void aMoneyLimitEndsTheInstanceToo() throws Exception {
        given.file("a.py", ENDLESS);

        var run = given.start(given.spec("a.py").money(20));
        given.written().awaitOut("started");
        given.leapTo(run, Duration.ofMinutes(8));
        given.awaitOver(run);

        assertThatItFailed(run, Step.SCRIPTS, new JobError.LimitReached(JobError.Limit.MONEY));
    }

    @Test
    void aTerminateThatIsRefusedAndAnswersThatAreLost() throws Exception {
        given.file("a.py", "print('done')");
        simulator().faults().nextLaunch(new LaunchFault.KeepsSayingActive(2));
        simulator().faults().next("POST", TERMINATE, Fault.serverError(), 2);
        simulator().faults().next("POST", TERMINATE, new Fault.LostRequest());

        var run = given.run(given.spec("a.py").results());

        assertThat(run.state().get().outcome()).contains(new RunOutcome.Succeeded());
        assertThatItEnded(run.state().get());
    }

    @Test
    void aFullDisk() throws Exception {
        var disk = smallDisk();
        given.file(
                "a.py",
                """
                import os, sys
                os.makedirs("results")
                open("results/small", "w").write("kept")
                open("results/x_large", "wb").write(os.urandom(120_000_000))
                """);
        try {
            var run =
                    given.run(
                            given.spec("a.py")
                                    .output(disk)
                                    .hold(Duration.ofSeconds(20), Then.TERMINATE_ANYWAY));

            assertThat(run.state().get().outcome())
                    .get()
                    .isInstanceOfSatisfying(
                            RunOutcome.Failed.class,
                            failed -> assertThat(failed.why()).satisfies(why -> isFull(run, why)));
            assertThat(run.folder().resolve("results/small")).hasContent("kept");
            assertThatItEnded(run.state().get());
        } finally {
            OpenSshServer.run("umount", disk.toString());
        }
    }

    private static void isFull(JobRun run, Problem why) {
        assertThat(why)
                .isInstanceOfSatisfying(
                        JobError.ResultsIncomplete.class,
                        incomplete -> {
                            assertThat(incomplete.names()).containsExactly("results/x_large");
                            assertThat(incomplete.of()).isEqualTo(2);
                            assertThat(incomplete.folder()).isEqualTo(run.folder().toString());
                            assertThat(incomplete.why()).isInstanceOf(JobError.LocalDiskFull.class);
                        });
        assertThat(run.folder().resolve("manifest.json")).doesNotExist();
    }

    /// Room for little more than a job asks for before it begins.
    private Path smallDisk() throws IOException, InterruptedException {
        var place = Files.createDirectory(folder.resolve("disk"));
        Optional<String> refused = Optional.empty();
        try {
            OpenSshServer.run("mount", "-t", "tmpfs", "-o", "size=100m", "tmpfs", place.toString());
        } catch (IOException e) {
            refused = Optional.of(String.valueOf(e.getMessage()));
        }
        assumeThat(refused).as("the right to mount a small file system").isEmpty();
        return place;
    }
}
