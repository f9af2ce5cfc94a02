package gpudeck.engine.job;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.CloudError;
import gpudeck.domain.JobError;
import gpudeck.domain.SshError;
import gpudeck.domain.job.RunOutcome;
import gpudeck.sim.fault.Fault;
import gpudeck.testing.JobTest;
import gpudeck.testing.OpenSshServer;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Jobs that are refused before anything is bought.
class JobRefusalTest extends JobTest {

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
    void aProjectFolderThatIsMissing() throws Exception {
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
}
