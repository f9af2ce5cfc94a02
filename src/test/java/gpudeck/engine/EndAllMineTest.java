package gpudeck.engine;

import static gpudeck.testing.FleetFixture.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Lease;
import gpudeck.domain.cloud.InstanceStatus;
import gpudeck.testing.FakeCloud;
import gpudeck.testing.FakeCloud.Call;
import gpudeck.testing.FakeCloud.LaunchAnswer;
import gpudeck.testing.FleetFixture;
import gpudeck.testing.Samples;
import gpudeck.testing.TestTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
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
}
