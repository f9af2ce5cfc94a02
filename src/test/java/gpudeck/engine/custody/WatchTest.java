package gpudeck.engine.custody;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Cents;
import gpudeck.domain.Lease;
import gpudeck.domain.Signal;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.InstanceStatus;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.Guard;
import gpudeck.testing.FakeCloud.Call;
import gpudeck.testing.FleetFixture;
import gpudeck.testing.Samples;
import gpudeck.testing.TestTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The watch alone pauses on the clock that this test moves, besides endings under way.
class WatchTest {

    private static final InstanceId MINE = new InstanceId("i-0001");
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir private Path folder;

    private final TestTime time = TestTime.byHand();
    private final List<String> guarded = Collections.synchronizedList(new ArrayList<>());
    private final BlockingQueue<LeaseWarning> warnings = new LinkedBlockingQueue<>();
    private FleetFixture given;
    private boolean jobs;
    private Watch watch;

    @BeforeEach
    void open() throws Exception {
        given = new FleetFixture(folder, time);
        watch =
                new Watch(
                        given.fleet(),
                        new RecordingGuard(),
                        _ -> jobs,
                        time,
                        Thread.ofVirtual().factory());
        watch.warnings().subscribe(w -> w.ifPresent(warnings::add));
    }

    @AfterEach
    void close() throws Exception {
        watch.close();
        given.close();
    }

    private final class RecordingGuard implements Guard {

        private final Signal<State> state = new Signal<>(new State.Idle());

        @Override
        public Signal<State> state() {
            return state;
        }

        @Override
        public void stand() {
            guarded.add("stand");
        }

        @Override
        public void standDown() {
            guarded.add("down");
        }
    }

    private void launch(Lease lease) throws Exception {
        given.fleet().launch(Samples.run(1), Samples.launch("train"), lease);
    }

    /// Lets the watch look when so much has passed.
    private void pass(Duration by) throws Exception {
        time.awaitPaused(1);
        time.advance(by.minus(SECOND));
        time.awaitPaused(1);
        time.advance(SECOND);
        time.awaitPaused(1);
    }

    private Optional<FleetInstance> mine() {
        return given.fleet().fleet().get().find(MINE);
    }

    @Test
    void warnsFifteenAndFiveMinutesBeforeALeaseEnds() throws Exception {
        launch(new Lease(Duration.ofHours(1), Optional.empty()));
        watch.start();

        pass(Duration.ofMinutes(44));
        assertThat(warnings).isEmpty();

        pass(Duration.ofMinutes(1));
        assertThat(next().left()).isEqualTo(Duration.ofMinutes(15));
        pass(Duration.ofMinutes(5));
        assertThat(warnings).isEmpty();

        pass(Duration.ofMinutes(5));
        assertThat(next().left()).isEqualTo(Duration.ofMinutes(5));
        assertThat(given.cloud.terminations()).isEmpty();
    }

    private LeaseWarning next() throws InterruptedException {
        var warning = warnings.poll(20, TimeUnit.SECONDS);
        assertThat(warning).isNotNull();
        assertThat(warning.instance()).isEqualTo(MINE);
        return warning;
    }

    @Test
    void warnsAgainOfALeaseThatWasExtended() throws Exception {
        launch(new Lease(Duration.ofMinutes(20), Optional.empty()));
        watch.start();
        pass(Duration.ofMinutes(6));
        next();

        given.fleet().extend(List.of(MINE), Duration.ofHours(1));
        pass(Duration.ofMinutes(10));
        assertThat(warnings).isEmpty();

        pass(Duration.ofMinutes(50));
        assertThat(next().left()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void endsWhatOutlivesItsLeaseThoughTheCloudDoesNotAnswer() throws Exception {
        launch(new Lease(Duration.ofMinutes(30), Optional.empty()));
        given.cloud.fail(Call.INSTANCES, gpudeck.testing.FakeCloud.TIMED_OUT);
        given.cloud.fail(Call.TERMINATE, gpudeck.testing.FakeCloud.TIMED_OUT);
        watch.start();

        pass(Duration.ofMinutes(29));
        assertThat(mine().orElseThrow().ending()).isEmpty();

        pass(Duration.ofMinutes(1));
        assertThat(mine().orElseThrow().ending()).isPresent();
    }

    @Test
    void endsWhatHasSpentItsBudget() throws Exception {
        // $1.29 an hour
        launch(new Lease(Duration.ofHours(12), Optional.of(new Cents(129))));
        watch.start();

        pass(Duration.ofMinutes(59));
        assertThat(mine().orElseThrow().ending()).isEmpty();

        pass(Duration.ofMinutes(1));
        assertThat(mine().orElseThrow().ending()).isPresent();
    }

    @Test
    void aJobGetsAMomentToEndItsInstanceItself() throws Exception {
        jobs = true;
        launch(new Lease(Duration.ofMinutes(30), Optional.empty()));
        watch.start();

        pass(Duration.ofMinutes(30));
        assertThat(mine().orElseThrow().ending()).isEmpty();

        pass(Leases.SLACK_FOR_JOBS);
        assertThat(mine().orElseThrow().ending()).isPresent();
    }

    @Test
    void endsWhatWasLeftRunningWhenItsLeaseIsOver() throws Exception {
        launch(new Lease(Duration.ofMinutes(30), Optional.empty()));
        given.fleet().leave(List.of(MINE));
        watch.start();

        pass(Duration.ofMinutes(30));

        assertThat(mine().orElseThrow().ending()).isPresent();
    }

    @Test
    void neverEndsWhatWasNotStartedHere() throws Exception {
        given.cloud.machines().add(Samples.instance("i-9", "other", InstanceStatus.ACTIVE));
        given.fleet().refresh();
        watch.start();

        pass(Duration.ofDays(30));

        assertThat(given.cloud.terminations()).isEmpty();
    }

    @Test
    void keepsTheGuardUpWhileSomethingRuns() throws Exception {
        watch.start();
        pass(SECOND.multipliedBy(2));
        assertThat(guarded).isNotEmpty().containsOnly("down");

        launch(Lease.DEFAULT);
        guarded.clear();
        pass(Duration.ofSeconds(20));

        assertThat(guarded).isNotEmpty().containsOnly("stand");
    }

    @Test
    void afterASleepConnectionsAreDroppedAndTheListIsReadOnce() throws Exception {
        launch(Lease.DEFAULT);
        watch.start();
        time.awaitPaused(1);
        long before = given.cloud.count(Call.INSTANCES);

        time.advance(Duration.ofMinutes(41));
        time.awaitPaused(1);

        assertThat(watch.slept().get()).contains(Duration.ofMinutes(41).minus(SECOND));
        assertThat(given.cloud.droppedConnections()).isEqualTo(1);
        assertThat(given.cloud.count(Call.INSTANCES)).isEqualTo(before + 1);
    }
}
