package gpudeck.engine;

import static gpudeck.testing.FleetFixture.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Lease;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.InstanceStatus;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.testing.FakeCloud;
import gpudeck.testing.FakeCloud.Call;
import gpudeck.testing.FleetFixture;
import gpudeck.testing.LaunchAnswer;
import gpudeck.testing.Samples;
import gpudeck.testing.TestTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndAllMineTest {

    @TempDir Path folder;

    private final TestTime time = TestTime.hurrying();
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
    void endsWhatWasStartedHereAndNothingElse() throws Exception {
        given.fleet().launch(Samples.run(1), Samples.launch("one"), Lease.DEFAULT);
        given.fleet().launch(Samples.run(2), Samples.launch("two"), Lease.DEFAULT);
        given.cloud.machines().add(Samples.instance("i-9", "other", InstanceStatus.ACTIVE));
        given.fleet().refresh();

        var left = new EndAllMine(given.fleet(), _ -> true, () -> true, time).within(LONG);

        assertThat(left).isEmpty();
        assertThat(given.cloud.machines().all())
                .filteredOn(machine -> machine.status().isBilled())
                .extracting(machine -> machine.id().value())
                .containsExactly("i-9");
        assertThat(given.cloud.terminations()).doesNotContain(given.find("i-9").id());
    }

    @Test
    void endsTheInstanceOfALaunchInDoubtToo() throws Exception {
        given.cloud.machines().listLaunchedAfter(9);
        given.cloud.answerNextLaunch(new LaunchAnswer.CreateAndLoseAnswer(FakeCloud.TIMED_OUT));
        given.fleet().launch(Samples.run(1), Samples.launch("one"), Lease.DEFAULT);

        var left = new EndAllMine(given.fleet(), _ -> true, () -> true, time).within(LONG);

        assertThat(left).isEmpty();
        assertThat(given.cloud.machines().all()).noneMatch(machine -> machine.status().isBilled());
    }

    @Test
    void endsWhatAJobLaunchesBeforeItIsOver() throws Exception {
        var looks = new AtomicInteger();

        var left =
                new EndAllMine(given.fleet(), _ -> true, () -> launchesOnTheThird(looks), time)
                        .within(LONG);

        assertThat(left).isEmpty();
        assertThat(given.cloud.launches()).hasSize(1);
        assertThat(given.cloud.machines().all()).noneMatch(machine -> machine.status().isBilled());
    }

    private boolean launchesOnTheThird(AtomicInteger looks) {
        if (looks.incrementAndGet() == 3) {
            try {
                given.fleet().launch(Samples.run(1), Samples.launch("late"), Lease.DEFAULT);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
        return looks.get() >= 3;
    }

    @Test
    void namesWhatIsNotProvedInTime() throws Exception {
        given.fleet().launch(Samples.run(1), Samples.launch("stuck"), Lease.DEFAULT);
        given.cloud.fail(Call.TERMINATE, FakeCloud.TIMED_OUT);

        var left =
                new EndAllMine(given.fleet(), _ -> true, () -> true, time)
                        .within(Duration.ofMinutes(1));

        assertThat(left).containsExactly("stuck-00000001");
    }

    @Test
    void closingLeavesWhatWasLeftRunningAndWhatAnotherProgramHolds() throws Exception {
        launchThree();
        try (var another = new FleetFixture(folder.resolve("."), time)) {
            another.fleet().resume();
            another.fleet().hold(List.of(id(2)));
            given.fleet().leave(List.of(id(3)));
            given.fleet().resume();

            var left = end(FleetInstance::isHeldHere);

            assertThat(left).isEmpty();
            assertThat(billed()).containsExactly("i-0002", "i-0003");
        }
    }

    @Test
    void allMineAreThoseTooThatSomebodyElseHolds() throws Exception {
        launchThree();
        try (var another = new FleetFixture(folder.resolve("."), time)) {
            another.fleet().resume();
            another.fleet().hold(List.of(id(2)));
            given.fleet().leave(List.of(id(3)));
            given.fleet().resume();

            assertThat(end(_ -> true)).isEmpty();
            assertThat(billed()).isEmpty();
        }
    }

    @Test
    void whatADeadProgramHeldEndsWithThisOne() throws Exception {
        launchThree();
        given.restart();
        given.fleet().resume();

        assertThat(end(FleetInstance::isHeldHere)).isEmpty();
        assertThat(billed()).isEmpty();
    }

    private void launchThree() throws Exception {
        for (int number = 1; number <= 3; number++) {
            given.fleet().launch(Samples.run(number), Samples.launch("m" + number), Lease.DEFAULT);
        }
    }

    private List<String> end(Predicate<FleetInstance> which) throws InterruptedException {
        return new EndAllMine(given.fleet(), which, () -> true, time).within(LONG);
    }

    private static InstanceId id(int number) {
        return new InstanceId("i-%04d".formatted(number));
    }

    private List<String> billed() {
        return given.cloud.machines().all().stream()
                .filter(machine -> machine.status().isBilled())
                .map(machine -> machine.id().value())
                .toList();
    }
}
