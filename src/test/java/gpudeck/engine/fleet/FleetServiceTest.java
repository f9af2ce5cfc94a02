package gpudeck.engine.fleet;

import static gpudeck.testing.Samples.MORNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gpudeck.domain.CloudError;
import gpudeck.domain.CloudException;
import gpudeck.domain.Lease;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.InstanceStatus;
import gpudeck.testing.FakeCloud;
import gpudeck.testing.FakeCloud.Call;
import gpudeck.testing.FleetFixture;
import gpudeck.testing.Samples;
import gpudeck.testing.TestTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reading the list, and what it means together with the journal.
class FleetServiceTest {

    private static final InstanceId MINE = new InstanceId("i-0001");

    @TempDir Path folder;

    private final TestTime time = TestTime.byHand();
    private FleetFixture given;

    @BeforeEach
    void open() throws Exception {
        given = new FleetFixture(folder, time);
    }

    @AfterEach
    void close() throws Exception {
        given.close();
    }

    @Test
    void tellsWhatWasStartedHereFromWhatWasNot() throws Exception {
        given.fleet().launch(Samples.run(1), Samples.launch("train"), Lease.DEFAULT);
        given.cloud.machines().add(Samples.instance("i-9", "other", InstanceStatus.ACTIVE));

        given.fleet().refresh();

        var fleet = given.fleet().fleet().get();
        assertThat(fleet.mine()).extracting(FleetInstance::id).containsExactly(MINE);
        assertThat(fleet.notStartedHere()).extracting(i -> i.id().value()).containsExactly("i-9");
        assertThat(fleet.readAt()).contains(MORNING);
        assertThat(fleet.problem()).isEmpty();
    }

    @Test
    void tagsAloneMakeNothingMine() throws Exception {
        given.fleet().launch(Samples.run(1), Samples.launch("train"), Lease.DEFAULT);
        var copied = given.cloud.launches().getFirst().tags();
        given.cloud
                .machines()
                .add(Samples.instance("i-9", "copy", InstanceStatus.ACTIVE, Samples.A10, copied));

        given.fleet().refresh();

        assertThat(given.find("i-9").isMine()).isFalse();
        assertThat(given.find("i-0001").isMine()).isTrue();
    }

    @Test
    void countsFromLaunchAcceptanceIfItIsMineAndFromFirstSightIfNot() throws Exception {
        given.fleet().launch(Samples.run(1), Samples.launch("train"), Lease.DEFAULT);
        time.advance(Duration.ofMinutes(30));
        given.cloud.machines().add(Samples.instance("i-9", "other", InstanceStatus.ACTIVE));
        given.fleet().refresh();
        time.advance(Duration.ofMinutes(30));
        given.restart();
        given.fleet().refresh();

        assertThat(given.find("i-0001").age(time.now())).isEqualTo(Duration.ofHours(1));
        assertThat(given.find("i-0001").soFar(time.now())).isEqualTo(Samples.A10.pricePerHour());
        assertThat(given.find("i-9").age(time.now())).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void keepsThePriceOfTheLaunchWhenTheListSaysLess() throws Exception {
        var request = Samples.launch("train");
        given.cloud.offer(
                new gpudeck.domain.cloud.TypeOffer(cheaper(Samples.A10), List.of(Samples.TEXAS)));
        given.fleet().launch(Samples.run(1), request, Lease.DEFAULT);

        given.fleet().refresh();

        assertThat(given.find("i-0001").instance().type().pricePerHour())
                .isEqualTo(Samples.A10.pricePerHour());
    }

    @Test
    void aFailedReadKeepsTheRowsAndSaysWhy() throws Exception {
        given.cloud.machines().add(Samples.instance("i-9", "other", InstanceStatus.ACTIVE));
        given.fleet().refresh();
        var garbage = new CloudError.Unreadable(502, "<html>");
        given.cloud.failNext(Call.INSTANCES, garbage);

        assertThatThrownBy(() -> given.fleet().refresh()).isInstanceOf(CloudException.class);

        assertThat(given.ids()).containsExactly("i-9");
        assertThat(given.fleet().fleet().get().problem()).contains(garbage);

        given.fleet().refresh();

        assertThat(given.fleet().fleet().get().problem()).isEmpty();
    }

    @Test
    void anInstanceThatIsGoneIsBelievedToBeWhenASecondListAgrees() throws Exception {
        given.cloud.machines().add(Samples.instance("i-9", "other", InstanceStatus.ACTIVE));
        given.fleet().refresh();
        given.cloud.machines().remove("i-9");

        given.fleet().refresh();
        assertThat(given.find("i-9").isBilled()).isTrue();

        given.fleet().refresh();
        assertThat(given.find("i-9").isBilled()).isFalse();
        assertThat(given.find("i-9").endedAt()).contains(time.now());
    }

    @Test
    void emptyListsEndNothingThatAnswersToItsOwnId() throws Exception {
        given.cloud.machines().add(Samples.instance("i-9", "other", InstanceStatus.ACTIVE));
        given.fleet().refresh();
        for (int i = 0; i < 10; i++) {
            given.cloud.answerNextListWith(List.of());
            given.fleet().refresh();
        }

        assertThat(given.find("i-9").isBilled()).isTrue();
    }

    @Test
    void whoCannotBeAskedForIsNotGone() throws Exception {
        given.cloud.machines().add(Samples.instance("i-9", "other", InstanceStatus.ACTIVE));
        given.fleet().refresh();
        given.cloud.machines().remove("i-9");
        given.cloud.fail(FakeCloud.Call.INSTANCE, FakeCloud.TIMED_OUT);

        given.fleet().refresh();
        given.fleet().refresh();
        assertThat(given.find("i-9").isBilled()).isTrue();
        assertThat(given.fleet().fleet().get().problem()).isEmpty();

        given.cloud.mend(FakeCloud.Call.INSTANCE);
        given.fleet().refresh();
        assertThat(given.find("i-9").isBilled()).isFalse();
    }

    @Test
    void anInstanceThatIsListedAgainIsBilledAgain() throws Exception {
        given.cloud.machines().add(Samples.instance("i-9", "other", InstanceStatus.ACTIVE));
        given.fleet().refresh();
        given.cloud.machines().remove("i-9");
        given.fleet().refresh();
        given.fleet().refresh();
        assertThat(given.find("i-9").isBilled()).isFalse();

        given.cloud.machines().add(Samples.instance("i-9", "other", InstanceStatus.ACTIVE));
        given.fleet().refresh();

        assertThat(given.find("i-9").isBilled()).isTrue();
        assertThat(given.find("i-9").endedAt()).isEmpty();
    }

    @Test
    void aLaunchThatIsNotListedYetIsNotGone() throws Exception {
        given.cloud.machines().listLaunchedAfter(5);
        given.fleet().launch(Samples.run(1), Samples.launch("train"), Lease.DEFAULT);

        for (int i = 0; i < 4; i++) {
            time.advance(Duration.ofSeconds(5));
            given.fleet().refresh();
        }

        assertThat(given.find("i-0001").isBilled()).isTrue();
        assertThat(given.find("i-0001").instance().type().title()).isEqualTo("1× A10");
    }

    @Test
    void aLaunchThatIsNeverListedIsGoneAfterTenMinutes() throws Exception {
        given.fleet().launch(Samples.run(1), Samples.launch("train"), Lease.DEFAULT);
        given.cloud.machines().remove("i-0001");
        given.fleet().refresh();
        given.fleet().refresh();
        assertThat(given.find("i-0001").isBilled()).isTrue();

        time.advance(Duration.ofMinutes(10));
        given.fleet().refresh();

        assertThat(given.find("i-0001").isBilled()).isFalse();
    }

    @Test
    void anUnknownStatusCountsAsCosting() throws Exception {
        given.cloud.machines().add(Samples.instance("i-9", "other", new InstanceStatus("paused")));

        given.fleet().refresh();

        assertThat(given.find("i-9").isBilled()).isTrue();
    }

    @Test
    void anEndedInstanceStaysInTheListForTheDay() throws Exception {
        given.fleet().launch(Samples.run(1), Samples.launch("train"), Lease.DEFAULT);
        given.fleet().refresh();
        time.advance(Duration.ofHours(1));
        given.cloud.machines().change("i-0001", InstanceStatus.PREEMPTED);
        given.fleet().refresh();
        given.cloud.machines().remove("i-0001");

        time.advance(Duration.ofHours(2));
        given.fleet().refresh();

        var ended = given.find("i-0001");
        assertThat(ended.instance().status()).isEqualTo(InstanceStatus.PREEMPTED);
        assertThat(ended.endedAt()).contains(MORNING.plus(Duration.ofHours(1)));
        assertThat(given.fleet().fleet().get().spentToday()).isEqualTo(Samples.A10.pricePerHour());

        time.advance(Duration.ofDays(1));
        given.fleet().refresh();

        assertThat(given.ids()).isEmpty();
    }

    @Test
    void spentTodayBeginsAtLocalMidnight() throws Exception {
        given.fleet().launch(Samples.run(1), Samples.launch("train"), Lease.DEFAULT);
        given.fleet().refresh();
        time.advance(Duration.ofHours(18));

        given.fleet().refresh();

        assertThat(time.now()).isEqualTo("2026-03-03T02:00:00Z");
        assertThat(given.fleet().fleet().get().spentToday())
                .isEqualTo(Samples.A10.pricePerHour().times(2));
    }

    @Test
    void whatWasStartedHereIsShownBeforeTheFirstAnswer() throws Exception {
        given.fleet().launch(Samples.run(1), Samples.launch("train"), Lease.DEFAULT);
        given.restart();

        given.fleet().resume();

        assertThat(given.fleet().fleet().get().mine())
                .extracting(FleetInstance::id)
                .containsExactly(MINE);
    }

    @Test
    void showsWhichJobAnInstanceServes() throws Exception {
        var spec = Samples.job(folder, folder);
        given.journal()
                .runs()
                .save(gpudeck.domain.job.RunState.starting(Samples.run(1), spec, MORNING), folder);
        given.fleet().launch(Samples.run(1), Samples.launch("train"), Lease.DEFAULT);

        assertThat(given.find("i-0001").jobName()).contains("train");
    }

    @Test
    void renamesAndShowsItAtOnce() throws Exception {
        given.cloud.machines().add(Samples.instance("i-9", "other", InstanceStatus.ACTIVE));
        given.fleet().refresh();

        given.fleet().rename(new InstanceId("i-9"), "better");

        assertThat(given.find("i-9").instance().name()).contains("better");
    }

    @Test
    void publishesEachChangeOnceAndInOrder() throws Exception {
        var seen = new ArrayList<Integer>();
        try (var _ = given.fleet().fleet().subscribe(f -> seen.add(f.instances().size()))) {
            given.cloud.machines().add(Samples.instance("i-8", "a", InstanceStatus.ACTIVE));
            given.fleet().refresh();
            given.cloud.machines().add(Samples.instance("i-9", "b", InstanceStatus.ACTIVE));
            given.fleet().refresh();
        }

        assertThat(seen).containsExactly(0, 1, 2);
    }

    @Test
    void aJournalThatFailsHidesNothing() throws Exception {
        given.fleet().launch(Samples.run(1), Samples.launch("train"), Lease.DEFAULT);
        given.journal().close();

        given.fleet().refresh();

        assertThat(given.ids()).containsExactly("i-0001");
        assertThat(given.fleet().fleet().get().problem())
                .containsInstanceOf(gpudeck.domain.JobError.LocalFile.class);
        assertThatThrownBy(() ->
                        given.fleet()
                                .launch(Samples.run(2), Samples.launch("another"), Lease.DEFAULT))
                .isInstanceOf(gpudeck.domain.JobException.class);
        assertThat(given.cloud.launches()).hasSize(1);
    }

    private static gpudeck.domain.cloud.InstanceType cheaper(
            gpudeck.domain.cloud.InstanceType type) {
        return new gpudeck.domain.cloud.InstanceType(
                type.name(),
                type.description(),
                type.gpuDescription(),
                new gpudeck.domain.Cents(1),
                type.gpus(),
                type.gpuMemoryGb(),
                type.vcpus(),
                type.memoryGib(),
                type.storageGib(),
                type.architecture());
    }
}
