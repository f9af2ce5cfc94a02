package gpudeck.engine.custody;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Lease;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.InstanceStatus;
import gpudeck.engine.fleet.Account;
import gpudeck.engine.fleet.FleetService;
import gpudeck.engine.fleet.Guard;
import gpudeck.engine.fleet.Keeper;
import gpudeck.store.journal.Journal;
import gpudeck.testing.FakeCloud;
import gpudeck.testing.FleetFixture;
import gpudeck.testing.LaunchAnswer;
import gpudeck.testing.Samples;
import gpudeck.testing.TestTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A program, and the guardian beside it with a journal connection of its own.
class GuardianTest {

    private static final InstanceId MINE = new InstanceId("i-0001");
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Lease LEASE = new Lease(Duration.ofHours(1), Optional.empty());

    @TempDir private Path folder;

    private TestTime time = TestTime.byHand();
    private FleetFixture program;
    private Journal journal;
    private FleetService fleet;
    private Guardian guardian;

    @BeforeEach
    void open() throws Exception {
        program = new FleetFixture(folder, time);
        journal = Journal.open(folder.resolve("journal.db"));
        fleet =
                new FleetService(
                        new Account(program.cloud, program.key, journal, time),
                        _ -> Optional.empty(),
                        Guard.UNNEEDED,
                        ZoneOffset.UTC,
                        Thread.ofVirtual().factory());
        guardian = new Guardian(fleet, GRACE, time);
    }

    @AfterEach
    void close() throws Exception {
        fleet.close();
        journal.close();
        program.close();
    }

    private void launch() throws Exception {
        program.fleet().launch(Samples.run(1), Samples.launch("train"), LEASE);
    }

    /// The journal is left as it is, and nothing is said.
    private void die() throws Exception {
        program.close();
    }

    private boolean isEnding() {
        return fleet.fleet().get().find(MINE).orElseThrow().ending().isPresent();
    }

    private Keeper keeper() {
        return fleet.fleet().get().find(MINE).orElseThrow().keeper();
    }

    @Test
    void hasNothingToGuardWhereNothingWasLaunched() {
        program.cloud.machines().add(Samples.instance("i-9", "other", InstanceStatus.ACTIVE));

        assertThat(guardian.look()).isFalse();
    }

    @Test
    void leavesAloneWhatALivingProgramHolds() throws Exception {
        launch();

        assertThat(guardian.look()).isTrue();
        time.advance(Duration.ofMinutes(50));
        assertThat(guardian.look()).isTrue();

        assertThat(keeper()).isEqualTo(Keeper.ANOTHER_PROGRAM);
        assertThat(isEnding()).isFalse();
    }

    @Test
    void endsWhatAProgramLeftAfterTheGrace() throws Exception {
        launch();
        guardian.look();
        die();

        guardian.look();
        assertThat(keeper()).isEqualTo(Keeper.NOBODY);
        time.advance(GRACE.minusSeconds(1));
        guardian.look();
        assertThat(isEnding()).isFalse();

        time.advance(Duration.ofSeconds(1));
        assertThat(guardian.look()).isTrue();
        assertThat(isEnding()).isTrue();
    }

    @Test
    void leavesItToAProgramThatTakesOverInTime() throws Exception {
        launch();
        guardian.look();
        program.restart();
        guardian.look();
        program.fleet().resume();
        program.fleet().hold(List.of(MINE));

        time.advance(GRACE.multipliedBy(2));
        guardian.look();

        assertThat(keeper()).isEqualTo(Keeper.ANOTHER_PROGRAM);
        assertThat(isEnding()).isFalse();
    }

    @Test
    void theGraceBeginsAnewWhenTheOneThatTookOverDiesToo() throws Exception {
        launch();
        program.restart();
        guardian.look();
        time.advance(GRACE.dividedBy(2));
        program.fleet().resume();
        program.fleet().hold(List.of(MINE));
        guardian.look();
        die();
        guardian.look();

        time.advance(GRACE.dividedBy(2));
        guardian.look();
        assertThat(isEnding()).isFalse();

        time.advance(GRACE.dividedBy(2));
        guardian.look();
        assertThat(isEnding()).isTrue();
    }

    @Test
    void honoursTheLeaseOfWhatWasLeftRunning() throws Exception {
        launch();
        program.fleet().leave(List.of(MINE));
        die();

        time.advance(Duration.ofMinutes(59));
        assertThat(guardian.look()).isTrue();
        assertThat(keeper()).isEqualTo(Keeper.ITS_LEASE);
        assertThat(isEnding()).isFalse();

        time.advance(Duration.ofMinutes(1));
        guardian.look();
        assertThat(isEnding()).isTrue();
    }

    @Test
    void endsWhatALivingProgramLetsOutliveItsLease() throws Exception {
        launch();
        time.advance(LEASE.longest());
        guardian.look();
        assertThat(isEnding()).isFalse();

        time.advance(Guardian.SLACK_FOR_PROGRAMS);
        guardian.look();
        assertThat(isEnding()).isTrue();
    }

    @Test
    void goesByTheLeaseAsItWasExtended() throws Exception {
        launch();
        program.fleet().extend(List.of(MINE), Duration.ofHours(1));
        program.fleet().leave(List.of(MINE));
        die();

        time.advance(LEASE.longest().plusMinutes(30));
        guardian.look();

        assertThat(isEnding()).isFalse();
    }

    @Test
    void takesUpAnEndingThatADeadProgramAskedFor() throws Exception {
        launch();
        program.cloud.fail(FakeCloud.Call.TERMINATE, FakeCloud.TIMED_OUT);
        program.fleet().terminate(List.of(MINE));
        time.awaitPaused(1);
        die();
        program.cloud.mend(FakeCloud.Call.TERMINATE);
        int before = program.cloud.terminations().size();

        guardian.look();

        time.awaitPaused(1);
        assertThat(program.cloud.terminations()).hasSizeGreaterThan(before);
    }

    @Test
    void findsTheInstanceOfALaunchWhoseProgramDiedAndEndsIt() throws Exception {
        hurry();
        program.cloud.machines().listLaunchedAfter(3);
        program.cloud.answerNextLaunch(new LaunchAnswer.CreateAndLoseAnswer(FakeCloud.TIMED_OUT));
        launch();
        die();

        guardUntilNothingIsLeft();

        assertThat(program.cloud.machines().all())
                .singleElement()
                .satisfies(machine -> assertThat(machine.status().isBilled()).isFalse());
        assertThat(program.cloud.launches()).hasSize(1);
    }

    @Test
    void standsUntilTheEndIsProved() throws Exception {
        hurry();
        program.cloud.machines().terminatedAfter(20);
        launch();
        die();

        guardUntilNothingIsLeft();

        assertThat(fleet.fleet().get().find(MINE).orElseThrow().endedAt()).isPresent();
        assertThat(program.cloud.machines().all())
                .allMatch(machine -> !machine.status().isBilled());
    }

    /// From here on time jumps ahead with every pause.
    private void hurry() throws Exception {
        close();
        time = TestTime.hurrying();
        open();
    }

    private void guardUntilNothingIsLeft() throws InterruptedException {
        while (guardian.look()) {
            guardian.pause();
        }
    }
}
