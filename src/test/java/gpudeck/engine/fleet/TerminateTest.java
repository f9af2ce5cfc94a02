package gpudeck.engine.fleet;

import static gpudeck.testing.FakeCloud.TIMED_OUT;
import static gpudeck.testing.FleetFixture.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.CloudError;
import gpudeck.domain.Lease;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.InstanceStatus;
import gpudeck.testing.FakeCloud;
import gpudeck.testing.FakeCloud.Call;
import gpudeck.testing.FleetFixture;
import gpudeck.testing.Samples;
import gpudeck.testing.TestTime;
import gpudeck.testing.Until;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// However the cloud answers, an instance is asked to end until its end is proved.
class TerminateTest {

    private static final InstanceId ID = new InstanceId("i-9");
    private static final CloudError BOOTING_STILL =
            new CloudError.InvalidParameters("vm-has-not-launched", Optional.empty());

    @TempDir Path folder;

    static Stream<Named<Consumer<FakeCloud>>> faults() {
        return Stream.of(
                fault("no fault", _ -> {}),
                fault("slow to end", cloud -> cloud.machines().terminatedAfter(40)),
                fault("vanishes", cloud -> cloud.machines().vanishWhenTerminated()),
                fault("answer lost", cloud -> cloud.failNext(Call.TERMINATE, TIMED_OUT)),
                fault(
                        "refused while booting",
                        cloud ->
                                cloud.failNext(
                                        Call.TERMINATE,
                                        BOOTING_STILL,
                                        BOOTING_STILL,
                                        BOOTING_STILL)),
                fault("ignored", cloud -> cloud.machines().ignoreTerminates(5)),
                fault(
                        "key refused for a while",
                        cloud ->
                                cloud.failNext(
                                        Call.TERMINATE,
                                        new CloudError.InvalidApiKey(),
                                        new CloudError.InvalidApiKey())),
                fault(
                        "lists unreadable for a while",
                        cloud ->
                                cloud.failNext(
                                        Call.INSTANCES,
                                        new CloudError.Unreadable(200, "<html>"),
                                        new CloudError.TooLarge(1),
                                        TIMED_OUT)),
                fault(
                        "gone already, and unknown to terminate",
                        cloud -> {
                            cloud.machines().remove("i-9");
                            cloud.failNext(Call.INSTANCE, TIMED_OUT);
                        }),
                fault(
                        "asked twice is an unknown error",
                        cloud -> {
                            cloud.machines().change("i-9", InstanceStatus.TERMINATING);
                            cloud.machines().terminatedAfter(3);
                            cloud.fail(
                                    Call.TERMINATE,
                                    new CloudError.ServerFault(500, "global/unknown", "?"));
                        }),
                fault("one empty list", cloud -> cloud.answerNextListWith(List.of())));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isRepeatedUntilItIsProved(Consumer<FakeCloud> fault) throws Exception {
        try (var given = new FleetFixture(folder, TestTime.hurrying())) {
            given.cloud.machines().add(Samples.instance("i-9", "train", InstanceStatus.ACTIVE));
            given.fleet().refresh();
            fault.accept(given.cloud);

            given.fleet().terminate(List.of(ID));

            assertThat(given.fleet().awaitEnded(List.of(ID), LONG)).isEmpty();
            assertThat(given.cloud.machines().all())
                    .noneMatch(machine -> machine.status().isBilled());
            assertThat(given.find("i-9").isBilled()).isFalse();
            assertThat(given.find("i-9").endedAt()).isPresent();
            assertThat(given.find("i-9").ending()).isPresent();
        }
    }

    @Test
    void isNotProvedWhileTheListStillSaysActive() throws Exception {
        try (var given = new FleetFixture(folder, TestTime.hurrying())) {
            given.cloud.machines().add(Samples.instance("i-9", "train", InstanceStatus.ACTIVE));
            given.cloud.machines().ignoreTerminates(Integer.MAX_VALUE);
            given.fleet().refresh();
            given.fleet().terminate(List.of(ID));

            var left = given.fleet().awaitEnded(List.of(ID), Duration.ofMinutes(5));

            assertThat(left).containsExactly(ID);
            assertThat(given.find("i-9").isBilled()).isTrue();
        }
    }

    @Test
    void oneThatResistsDoesNotHoldUpAnother() throws Exception {
        try (var given = new FleetFixture(folder, TestTime.hurrying())) {
            given.cloud.machines().add(Samples.instance("i-8", "stuck", InstanceStatus.ACTIVE));
            given.cloud.machines().add(Samples.instance("i-9", "train", InstanceStatus.ACTIVE));
            given.fleet().refresh();
            var gate = given.cloud.holdNext(Call.TERMINATE);
            given.fleet().terminate(List.of(new InstanceId("i-8")));
            gate.awaitReached();

            given.fleet().terminate(List.of(ID));

            assertThat(given.fleet().awaitEnded(List.of(ID), LONG)).isEmpty();
            assertThat(given.find("i-8").isBilled()).isTrue();
            gate.open();
        }
    }

    @Test
    void aQuickEndIsSeenSoon() throws Exception {
        var time = TestTime.byHand();
        try (var given = new FleetFixture(folder, time)) {
            given.cloud.machines().add(Samples.instance("i-9", "train", InstanceStatus.ACTIVE));
            given.cloud.machines().terminatedAfter(1);
            given.fleet().refresh();

            given.fleet().terminate(List.of(ID));
            time.awaitPaused(1);
            assertThat(given.find("i-9").isBilled()).isTrue();
            time.advance(Duration.ofSeconds(1));

            Until.met("the proof", () -> !given.find("i-9").isBilled());
        }
    }

    @Test
    void isLookedAtSoonAgainWhenItIsAskedAgain() throws Exception {
        var time = TestTime.byHand();
        try (var given = new FleetFixture(folder, time)) {
            given.cloud.machines().add(Samples.instance("i-9", "train", InstanceStatus.ACTIVE));
            given.cloud.machines().terminatedAfter(Integer.MAX_VALUE);
            given.fleet().refresh();
            given.fleet().terminate(List.of(ID));
            for (int looks = 0; looks < 5; looks++) {
                time.awaitPaused(1);
                time.advance(Duration.ofSeconds(5));
            }
            time.awaitPaused(1);

            given.fleet().terminate(List.of(ID));
            Until.met(
                    "the second time", () -> given.find("i-9").ending().orElseThrow().asked() == 2);
            time.awaitPaused(1);
            given.cloud.machines().change("i-9", InstanceStatus.TERMINATED);
            time.advance(Duration.ofSeconds(1));

            Until.met("the proof", () -> !given.find("i-9").isBilled());
        }
    }

    @Test
    void showsHowOftenItAskedAndWhatTheCloudSaid() throws Exception {
        var time = TestTime.byHand();
        try (var given = new FleetFixture(folder, time)) {
            given.cloud.machines().add(Samples.instance("i-9", "train", InstanceStatus.BOOTING));
            given.cloud.fail(Call.TERMINATE, BOOTING_STILL);
            given.fleet().refresh();

            given.fleet().terminate(List.of(ID));
            time.awaitPaused(1);
            time.advance(Duration.ofSeconds(2));
            time.awaitPaused(1);

            var ending = given.find("i-9").ending().orElseThrow();
            assertThat(ending)
                    .isEqualTo(new Ending(Samples.MORNING, 2, Optional.of(BOOTING_STILL)));
            assertThat(ending.isAlarming(Samples.MORNING.plusSeconds(119))).isFalse();
            assertThat(ending.isAlarming(Samples.MORNING.plusSeconds(120))).isTrue();
        }
    }

    @Test
    void askingAgainComesAtOnce() throws Exception {
        var time = TestTime.byHand();
        try (var given = new FleetFixture(folder, time)) {
            given.cloud.machines().add(Samples.instance("i-9", "train", InstanceStatus.ACTIVE));
            given.cloud.machines().ignoreTerminates(1);
            given.fleet().refresh();
            given.fleet().terminate(List.of(ID));
            time.awaitPaused(1);
            var gate = given.cloud.holdNext(Call.TERMINATE);

            given.fleet().terminate(List.of(ID));

            gate.awaitReached();
            assertThat(time.now()).isEqualTo(Samples.MORNING);
            gate.open();
        }
    }

    @Test
    void neverWaitsLongerThanHalfAMinuteBetweenTries() throws Exception {
        var time = TestTime.hurrying();
        try (var given = new FleetFixture(folder, time)) {
            given.cloud.machines().add(Samples.instance("i-9", "train", InstanceStatus.ACTIVE));
            given.cloud.machines().ignoreTerminates(30);
            given.fleet().refresh();
            given.fleet().terminate(List.of(ID));

            assertThat(given.fleet().awaitEnded(List.of(ID), LONG)).isEmpty();

            assertThat(given.cloud.terminations()).hasSizeGreaterThanOrEqualTo(31);
        }
    }

    @Test
    void manyAtOncePublishTheirStepsInOrder() throws Exception {
        try (var given = new FleetFixture(folder, TestTime.hurrying())) {
            var ids = IntStream.range(0, 20).mapToObj(n -> new InstanceId("i-" + n)).toList();
            ids.forEach(id ->
                    given.cloud
                            .machines()
                            .add(Samples.instance(id.value(), "train", InstanceStatus.ACTIVE)));
            given.cloud.machines().ignoreTerminates(10);
            given.fleet().refresh();
            var asked = new ArrayList<Integer>();
            try (var _ = given.fleet().fleet().subscribe(now -> asked.add(timesAsked(now)))) {
                given.fleet().terminate(ids);
                assertThat(given.fleet().awaitEnded(ids, LONG)).isEmpty();
            }

            assertThat(asked).isSorted();
            assertThat(asked.getLast()).isGreaterThanOrEqualTo(30);
            assertThat(given.fleet().fleet().get().billed()).isEmpty();
        }
    }

    private static int timesAsked(Fleet fleet) {
        return fleet.instances().stream()
                .flatMap(instance -> instance.ending().stream())
                .mapToInt(Ending::asked)
                .sum();
    }

    @Test
    void isTakenUpAgainByTheNextStart() throws Exception {
        try (var given = new FleetFixture(folder, TestTime.hurrying())) {
            given.cloud.machines().add(Samples.instance("i-9", "train", InstanceStatus.ACTIVE));
            given.cloud.fail(Call.TERMINATE, TIMED_OUT);
            given.fleet().refresh();
            given.fleet().terminate(List.of(ID));
            given.fleet().awaitEnded(List.of(ID), Duration.ofMinutes(2));
            given.restart();
            given.cloud.mend(Call.TERMINATE);

            given.fleet().resume();

            assertThat(given.fleet().awaitEnded(List.of(ID), LONG)).isEmpty();
            assertThat(given.cloud.machines().all())
                    .noneMatch(machine -> machine.status().isBilled());
        }
    }

    @Test
    void endsAnInstanceThatWasLaunchedAndIsNotListedYet() throws Exception {
        try (var given = new FleetFixture(folder, TestTime.hurrying())) {
            given.cloud.machines().listLaunchedAfter(4);
            given.fleet().launch(Samples.run(1), Samples.launch("train"), Lease.DEFAULT);
            var id = given.cloud.machines().all().getFirst().id();

            given.fleet().terminate(List.of(id));

            assertThat(given.fleet().awaitEnded(List.of(id), LONG)).isEmpty();
            assertThat(given.cloud.machines().all())
                    .noneMatch(machine -> machine.status().isBilled());
        }
    }

    @Test
    void anIdThatNobodyKnowsIsTakenForAMistake() throws Exception {
        var time = TestTime.byHand();
        try (var given = new FleetFixture(folder, time)) {
            given.fleet().refresh();
            var mistyped = new InstanceId("i-typo");

            given.fleet().terminate(List.of(mistyped));
            time.awaitPaused(1);
            time.advance(Duration.ofSeconds(2));
            Until.met("asked twice", () -> given.cloud.terminations().size() == 2);
            time.advance(FleetFixture.LONG);

            given.fleet().close();
            assertThat(given.cloud.terminations()).containsExactly(mistyped, mistyped);
            assertThat(given.ids()).isEmpty();
        }
    }

    private static Named<Consumer<FakeCloud>> fault(String name, Consumer<FakeCloud> fault) {
        return Named.of(name, fault);
    }
}
