package gpudeck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Lease;
import gpudeck.domain.cloud.InstanceStatus;
import gpudeck.engine.fleet.Keeper;
import gpudeck.testing.CommandLineFixture;
import gpudeck.testing.FakeCloud;
import gpudeck.testing.Samples;
import gpudeck.testing.TestTime;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Leases, and what was left behind, from the shell.
class CustodyCommandsTest {

    private static final String[] LAUNCH = {
        "launch", "--type", "gpu_1x_a10", "--ssh-key-name", "laptop", "--lease", "4h"
    };

    @TempDir private Path folder;

    private final TestTime time = TestTime.hurrying();
    private CommandLineFixture given;

    @BeforeEach
    void open() throws Exception {
        given = new CommandLineFixture(folder, time);
    }

    @AfterEach
    void close() throws Exception {
        given.close();
    }

    /// A program launched it and is gone.
    private void leaveBehind() throws Exception {
        given.account.fleet().launch(Samples.run(1), Samples.launch("train"), Lease.DEFAULT);
        given.account.restart();
        given.account.fleet().resume();
    }

    @Test
    void aLaunchIsLeftToTheLeaseThatItNames() {
        assertThat(given.run(LAUNCH)).isEqualTo(ExitStatus.DONE);

        var made = given.account.find("i-0001");
        assertThat(made.keeper()).isEqualTo(Keeper.ITS_LEASE);
        assertThat(made.lease().orElseThrow().at())
                .isBetween(
                        made.since().plus(Duration.ofHours(4)).minusSeconds(1),
                        made.since().plus(Duration.ofHours(4)));
        assertThat(given.err()).contains("at most $5.16 in 4 h");
    }

    @Test
    void theBudgetEndsTheLeaseIfItIsSpentFirst() {
        assertThat(
                        given.run(
                                "launch",
                                "--type",
                                "gpu_1x_a10",
                                "--ssh-key-name",
                                "laptop",
                                "--budget",
                                "1.29"))
                .isEqualTo(ExitStatus.DONE);

        assertThat(given.err()).contains("at most $1.29 in 1 h");
    }

    @Test
    void extendsALeaseAndSaysWhatThatCosts() {
        given.run(LAUNCH);
        var before = given.account.find("i-0001").lease().orElseThrow();

        assertThat(given.run("extend", "i-0001", "--by", "2h")).isEqualTo(ExitStatus.DONE);

        assertThat(given.account.find("i-0001").lease())
                .contains(before.later(Duration.ofHours(2)));
        assertThat(given.out()).contains("That costs at most $2.58 more");
    }

    @Test
    void whatWasNotStartedHereHasNoLeaseToExtend() {
        given.account
                .cloud
                .machines()
                .add(Samples.instance("i-9999", "other", InstanceStatus.ACTIVE));

        assertThat(given.run("extend", "i-9999")).isEqualTo(ExitStatus.USAGE);

        assertThat(given.err()).contains("other was not started here");
    }

    @Test
    void reconcileSaysWhoAnswersForWhatAndEndsNothing() throws Exception {
        leaveBehind();
        given.account
                .cloud
                .machines()
                .add(Samples.instance("i-9999", "other", InstanceStatus.ACTIVE));

        assertThat(given.run("reconcile")).isEqualTo(ExitStatus.DONE);

        assertThat(given.out())
                .contains("the GPU Deck that started it is gone")
                .contains("other (i-9999)")
                .contains("not started here");
        assertThat(given.err()).contains("1 instance was left behind");
        assertThat(given.account.cloud.terminations()).isEmpty();
    }

    @Test
    void reconcileEndsWhatWasLeftBehindAndNothingElse() throws Exception {
        leaveBehind();
        given.account
                .cloud
                .machines()
                .add(Samples.instance("i-9999", "other", InstanceStatus.ACTIVE));

        assertThat(given.run("reconcile", "--terminate-mine")).isEqualTo(ExitStatus.DONE);

        assertThat(given.err()).contains("ended.").contains("in all");
        assertThat(given.account.cloud.machines().all())
                .filteredOn(machine -> machine.status().isBilled())
                .extracting(machine -> machine.id().value())
                .containsExactly("i-9999");
    }

    @Test
    void anEndThatIsNotProvedInTimeIsSaidWithWhatItCosts() throws Exception {
        leaveBehind();
        given.account.cloud.fail(FakeCloud.Call.TERMINATE, FakeCloud.TIMED_OUT);

        assertThat(given.run("reconcile", "--terminate-mine", "--timeout", "5m"))
                .isEqualTo(ExitStatus.JOB_FAILED);

        assertThat(given.err()).contains("is not confirmed as ended").contains("$1.29/h");
    }
}
