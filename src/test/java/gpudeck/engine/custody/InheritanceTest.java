package gpudeck.engine.custody;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Lease;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.InstanceStatus;
import gpudeck.engine.fleet.Keeper;
import gpudeck.store.journal.Journal;
import gpudeck.testing.FleetFixture;
import gpudeck.testing.Samples;
import gpudeck.testing.TestTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InheritanceTest {

    private static final InstanceId MINE = new InstanceId("i-0001");

    @TempDir private Path folder;

    private final TestTime time = TestTime.hurrying();
    private FleetFixture given;

    @BeforeEach
    void open() throws Exception {
        given = new FleetFixture(folder, time);
        given.fleet().launch(Samples.run(1), Samples.launch("train"), Lease.DEFAULT);
    }

    @AfterEach
    void close() throws Exception {
        given.close();
    }

    /// The program died, and another one begins.
    private Inheritance heir() throws Exception {
        given.restart();
        given.fleet().resume();
        return new Inheritance(given.fleet());
    }

    private Keeper keeper() {
        return given.find("i-0001").keeper();
    }

    @Test
    void takesOverWhatADeadProgramLeft() throws Exception {
        var heir = heir();
        assertThat(keeper()).isEqualTo(Keeper.NOBODY);

        heir.takeOver();

        assertThat(heir.undecided().get()).containsExactly(MINE);
        assertThat(keeper()).isEqualTo(Keeper.THIS_PROGRAM);
    }

    @Test
    void leavesToALivingProgramWhatIsIts() throws Exception {
        try (var other = new FleetFixture(folder.resolve("."), time)) {
            other.fleet().resume();
            var heir = new Inheritance(other.fleet());

            heir.takeOver();

            assertThat(heir.undecided().get()).isEmpty();
            assertThat(other.find("i-0001").keeper()).isEqualTo(Keeper.ANOTHER_PROGRAM);
        }
    }

    @Test
    void leavesAloneWhatWasLeftRunningOnPurpose() throws Exception {
        given.fleet().leave(List.of(MINE));
        var heir = heir();

        heir.takeOver();

        assertThat(heir.undecided().get()).isEmpty();
        assertThat(keeper()).isEqualTo(Keeper.ITS_LEASE);
    }

    @Test
    void neverTakesWhatWasNotStartedHere() throws Exception {
        given.cloud.machines().add(Samples.instance("i-9", "other", InstanceStatus.ACTIVE));
        var heir = heir();
        given.fleet().refresh();

        heir.takeOver();

        assertThat(heir.undecided().get()).containsExactly(MINE);
        assertThat(given.find("i-9").keeper()).isEqualTo(Keeper.NOT_OURS);
    }

    @Test
    void keepsItForItsLeaseOrEndsItAsDecided() throws Exception {
        var heir = heir();
        heir.takeOver();

        heir.keep(List.of(MINE));
        assertThat(heir.undecided().get()).isEmpty();
        assertThat(keeper()).isEqualTo(Keeper.ITS_LEASE);

        heir.end(List.of(MINE));
        assertThat(given.fleet().awaitEnded(List.of(MINE), FleetFixture.LONG)).isEmpty();
    }

    @Test
    void whatEndedMeanwhileNeedsNoDecision() throws Exception {
        var heir = heir();
        heir.takeOver();

        given.fleet().terminate(List.of(MINE));
        heir.takeOver();

        assertThat(heir.undecided().get()).isEmpty();
    }

    @Test
    void aLeaseThatIsExtendedIsKeptByTheJournal() throws Exception {
        var before = given.find("i-0001").lease().orElseThrow();

        given.fleet().extend(List.of(MINE), Duration.ofHours(1));
        heir();

        assertThat(given.find("i-0001").lease()).contains(before.later(Duration.ofHours(1)));
    }

    @Test
    void eachProgramSeesTheInstancesOfTheOtherAsItsOwnInstallations() throws Exception {
        try (var journal = Journal.open(folder.resolve("journal.db"))) {
            assertThat(journal.isAlive(given.journal().program())).isTrue();
            assertThat(journal.program()).isNotEqualTo(given.journal().program());
            assertThat(journal.installationId()).isEqualTo(given.journal().installationId());
        }
    }
}
