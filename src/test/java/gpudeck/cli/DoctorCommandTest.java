package gpudeck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.CloudError;
import gpudeck.domain.cloud.FileSystem;
import gpudeck.ssh.keys.KeysOnDisk;
import gpudeck.testing.CommandTest;
import gpudeck.testing.FakeCloud.Call;
import gpudeck.testing.Samples;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DoctorCommandTest extends CommandTest {

    @Test
    void namesWhatIsToFixBeforeALaunch() {
        assertThat(given.run("doctor", "--demo")).isEqualTo(ExitStatus.JOB_FAILED);

        assertThat(given.out())
                .contains("Lambda account", "Reaching the machines", "This computer")
                .contains("  ok    API key works")
                .contains("In 212 ms.")
                .contains("  FIX   No SSH key can be used")
                .contains("        Create one under Settings, SSH keys");
        assertThat(given.err()).contains("1 to fix before the next launch. Nothing was bought.");
    }

    @Test
    void isContentWhenAJobWouldFindAllItNeeds() throws Exception {
        makeKey("other");

        assertThat(given.run("doctor", "--demo", "--json")).isZero();

        assertThat(given.out())
                .contains("\"subject\" : \"ssh_key\"", "SSH key other can be used")
                .doesNotContain("\"fix\"");
    }

    @Test
    void saysWhichKeyCanBeUsedInsteadOfTheOneThatIsSet() throws Exception {
        makeKey("other");

        assertThat(given.run("doctor", "--demo", "--ssh-key-name", "laptop"))
                .isEqualTo(ExitStatus.JOB_FAILED);

        assertThat(given.out())
                .contains("SSH key laptop cannot be used", "Set GPUDECK_SSH_KEY_NAME to other");
    }

    @Test
    void looksAtWhatCostsMoneyUnusedAndAtTheClock() {
        given.account.cloud.addFileSystem(
                new FileSystem(
                        "fs-1",
                        "datasets-old",
                        "/lambda/nfs/datasets-old",
                        Samples.TEXAS,
                        false,
                        Optional.empty(),
                        OptionalLong.of(120_000_000_000L)));
        given.account.cloud.setClockAhead(Duration.ofSeconds(-90));

        given.run("doctor", "--demo");

        assertThat(given.out())
                .contains("  look  A file system is not used, and costs money")
                .contains("datasets-old (us-south-1, 120 GB)")
                .contains("  look  Clock is 90 s behind Lambda's");
    }

    @Test
    void tellsARefusedKeyFromALambdaThatIsSilent() {
        given.account.cloud.failNext(Call.FILE_SYSTEMS, new CloudError.InvalidApiKey());
        given.run("doctor", "--demo");
        assertThat(given.out()).contains("  FIX   Lambda does not take the API key");

        given.account.cloud.failNext(
                Call.FILE_SYSTEMS,
                new CloudError.TimedOut("cloud.lambda.ai", Duration.ofSeconds(40)));
        given.run("doctor", "--demo");
        assertThat(given.out()).contains("  FIX   Lambda's API does not answer");
    }

    @Test
    void looksAtTheComputerAlsoWithoutAKey() {
        given.keyring.fail("it is locked");

        assertThat(given.run("doctor")).isEqualTo(ExitStatus.JOB_FAILED);

        assertThat(given.out())
                .contains("  FIX   No API key is set", "gpudeck key set")
                .contains("  ok    Data folder")
                .contains("  look  There is no keyring", "It says: it is locked.")
                .doesNotContain("Reaching the machines");
    }

    private void makeKey(String name) throws Exception {
        var keys = folder.resolve("keys");
        var made =
                new KeysOnDisk(keys, Optional.empty(), Optional.empty())
                        .create(keys.resolve(name), name);
        given.account.cloud.addSshKey(name, made.publicKey());
    }
}
