package gpudeck.engine.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import gpudeck.domain.CloudError;
import gpudeck.domain.JobError;
import gpudeck.domain.SshError;
import gpudeck.domain.Step;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.StepState;
import gpudeck.sim.fault.Fault;
import gpudeck.sim.fault.LaunchFault;
import gpudeck.testing.JobTest;
import gpudeck.testing.OpenSshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

    // ---- refused before anything is bought

    @Test
    void aKeyThatLambdaDoesNotKnow() throws Exception {
        given.file("a.py", "");
        simulator().faults().always("GET", "/ssh-keys", Fault.invalidKey());

        assertThatItWasNotLaunched(given.run(given.spec("a.py")), new CloudError.InvalidApiKey());
    }

    @Test
    void anInactiveAccount() throws Exception {
        given.file("a.py", "");
        simulator().faults().next("POST", LAUNCH, Fault.inactiveAccount());

        assertThatItWasNotLaunched(
                given.run(given.spec("a.py")),
                new CloudError.AccountInactive("Your account is inactive."));
    }

    @Test
    void aQuotaThatIsUsedUp() throws Exception {
        given.file("a.py", "");
        simulator().faults().next("POST", LAUNCH, Fault.quotaExceeded());

        assertThatItWasNotLaunched(
                given.run(given.spec("a.py")),
                new CloudError.QuotaExceeded("Quota exceeded.", Optional.empty()));
    }

    @Test
    void noCapacityAnywhere() throws Exception {
        given.file("a.py", "");
        sellOutEverywhere("gpu_1x_a10");

        assertThatItWasNotLaunched(
                given.run(given.spec("a.py")), new JobError.NoCapacity(List.of("gpu_1x_a10"), ""));
    }

    @Test
    void noCapacityInTheRegionThatWasChosen() throws Exception {
        given.file("a.py", "");
        simulator().sellOut("gpu_1x_a10", "us-west-1");

        assertThatItWasNotLaunched(
                given.run(given.spec("a.py").in("us-west-1")),
                new JobError.NoCapacity(List.of("gpu_1x_a10"), "us-west-1"));
    }

    @Test
    void aTypeThatDoesNotExist() throws Exception {
        given.file("a.py", "");

        assertThatItWasNotLaunched(
                given.run(given.spec("a.py").types("gpu_9x_z1")),
                new JobError.UnknownType("gpu_9x_z1"));
    }

    @Test
    void anAnswerThatIsNoJson() throws Exception {
        given.file("a.py", "");
        simulator().faults().always("GET", "/instance-types", Fault.garbage());

        var run = given.run(given.spec("a.py"));

        assertThat(run.state().get().outcome())
                .get()
                .isInstanceOfSatisfying(
                        RunOutcome.NotLaunched.class,
                        refused ->
                                assertThat(refused.why())
                                        .isInstanceOf(CloudError.Unreadable.class));
        assertThatNothingRuns();
    }

    @Test
    void aKeyFileThatIsLocked() throws Exception {
        given.file("a.py", "");
        var file = simulated.key().privateKey();
        OpenSshServer.run("ssh-keygen", "-q", "-p", "-N", "open sesame", "-f", file.toString());

        assertThatItWasNotLaunched(
                given.run(given.spec("a.py")), new SshError.PassphraseNeeded(file.toString()));
    }

    @Test
    void aKeyFileThatOthersMayRead() throws Exception {
        given.file("a.py", "");
        var file = simulated.key().privateKey();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatItWasNotLaunched(
                given.run(given.spec("a.py")),
                new SshError.KeyTooOpen(file.toString(), "rw-r--r--"));
    }

    @Test
    void aKeyThatIsNotOnThisComputer() throws Exception {
        given.file("a.py", "");

        assertThatItWasNotLaunched(
                given.run(given.spec("a.py").key("elsewhere")),
                new JobError.NoUsableKey("elsewhere"));
    }

    @Test
    void aProjectFolderThatIsMissing() {
        var missing = folder.resolve("nowhere");

        assertThatItWasNotLaunched(
                given.run(given.spec("a.py").project(missing)),
                new JobError.ProjectMissing(missing.toString()));
    }

    @Test
    void aProjectWithoutAFile() throws Exception {
        given.file(".gitignore", "*\n").file("a.py", "");

        assertThatItWasNotLaunched(
                given.run(given.spec("a.py")),
                new JobError.ProjectEmpty(given.project().toString()));
    }

    @Test
    void aScriptThatDoesNotExist() throws Exception {
        given.file("a.py", "");

        assertThatItWasNotLaunched(
                given.run(given.spec("a.py", "../a.py")),
                new JobError.ScriptMissing("../a.py", given.project().toString()));
    }

    @Test
    void noScript() throws Exception {
        given.file("a.py", "");

        assertThatItWasNotLaunched(given.run(given.spec()), new JobError.NoScripts());
    }

    @Test
    void anOutputFolderThatIsAFile() throws Exception {
        given.file("a.py", "");
        var file = Files.writeString(folder.resolve("file"), "");

        var run = given.run(given.spec("a.py").output(file));

        assertThat(run.state().get().outcome())
                .get()
                .isInstanceOfSatisfying(
                        RunOutcome.NotLaunched.class,
                        refused ->
                                assertThat(refused.why())
                                        .isInstanceOfSatisfying(
                                                JobError.LocalFile.class,
                                                why ->
                                                        assertThat(why.path())
                                                                .contains(file.toString())));
        assertThat(simulator().launches()).isZero();
    }

    // ---- after the launch

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
    void aLinkThatBreaksWhileAScriptRuns() throws Exception {
        given.file("a.py", ENDLESS);
        var run = given.start(given.spec("a.py"));
        given.written().awaitOut("started");

        simulator().machines().getFirst().cutConnections();

        var state = given.awaitOver(run);
        assertThat(state.outcome())
                .get()
                .isInstanceOfSatisfying(
                        RunOutcome.Failed.class,
                        failed ->
                                assertThat(failed.why())
                                        .isInstanceOf(SshError.ConnectionLost.class));
        assertThat(run.folder().resolve("results/part.csv")).hasContent("1");
        assertThatItEnded(state);
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

        var run = given.run(given.spec("a.py").lease(Duration.ofMinutes(10)));

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

        var run = given.run(given.spec("a.py").money(20));

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
            var run = given.run(given.spec("a.py").output(disk));

            assertThat(run.state().get().outcome())
                    .get()
                    .isInstanceOfSatisfying(
                            RunOutcome.Failed.class,
                            failed ->
                                    assertThat(failed.why())
                                            .isInstanceOf(JobError.LocalDiskFull.class));
            assertThat(run.folder().resolve("results/small")).hasContent("kept");
            assertThatItEnded(run.state().get());
        } finally {
            OpenSshServer.run("umount", disk.toString());
        }
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
