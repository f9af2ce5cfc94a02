package gpudeck.viewmodel.frame;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Cents;
import gpudeck.domain.Messages;
import gpudeck.domain.RunId;
import gpudeck.domain.Signal;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.InstanceStatus;
import gpudeck.engine.Catalog;
import gpudeck.engine.fleet.Ending;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.Guard;
import gpudeck.engine.fleet.PendingLaunch;
import gpudeck.testing.Machines;
import gpudeck.testing.Samples;
import gpudeck.testing.StepwiseBackground;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.LiveCustody;
import gpudeck.viewmodel.Ticker;
import gpudeck.viewmodel.Tone;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrameViewModelTest {

    private static final Instant NOW = Samples.MORNING;

    private final Messages messages = Messages.load();
    private final Signal<Fleet> fleet = new Signal<>(Fleet.UNREAD);
    private final Ticker ticker = new Ticker(NOW, ZoneOffset.UTC);
    private final StepwiseBackground background = new StepwiseBackground();
    private final List<InstanceId> askedToEnd = new ArrayList<>();
    private final LiveCustody custody = LiveCustody.unneeded();
    private final FrameViewModel model =
            new FrameViewModel(
                    new Live(
                            fleet,
                            new Signal<>(Catalog.UNREAD),
                            new Signal<>(List.of()),
                            custody,
                            ticker),
                    new Session(
                            Optional.of("9f3c"), Optional.empty(), Duration.ofSeconds(5), "1.0"),
                    new FrameViewModel.Actions() {
                        @Override
                        public void readNow() {}

                        @Override
                        public void terminate(Collection<InstanceId> ids) {
                            askedToEnd.addAll(ids);
                        }
                    },
                    background);

    @Test
    void amountsAreUnknownBeforeTheFirstRead() {
        assertThat(model.figuresProperty().get().mine()).isEqualTo("–");
        assertThat(model.figuresProperty().get().today()).isEqualTo("–");
    }

    @Test
    void whatWasStartedHereAndWhatWasNotAreCountedApart() {
        fleet.publish(fleetOf(mine("a"), mine("b"), notMine("c")));

        var figures = model.figuresProperty().get();

        assertThat(figures.mine()).isEqualTo("2");
        assertThat(figures.mineRate()).isEqualTo("$2.58");
        assertThat(figures.others()).isEqualTo("1");
        assertThat(figures.othersRate()).isEqualTo("$1.29");
        assertThat(model.instancesProperty().get()).isEqualTo(new NavigationCount("3", true));
    }

    @Test
    void aLaunchWithoutAnAnswerCountsAsCosting() {
        var pending =
                new PendingLaunch(Samples.run(1), "new", Samples.H100, "us-west-3", NOW, true);

        fleet.publish(
                new Fleet(
                        List.of(),
                        List.of(pending),
                        Optional.of(NOW),
                        Duration.ZERO,
                        Optional.empty(),
                        Cents.ZERO));

        assertThat(model.figuresProperty().get().mineRate()).isEqualTo("$3.29");
        assertThat(model.canTerminateAllMine().get()).isTrue();
    }

    @Test
    void freshnessGetsWorseAsTheLastReadGetsOlder() {
        fleet.publish(fleetOf());
        assertThat(model.freshnessProperty().get().tone()).isEqualTo(Tone.SUCCESS);

        ticker.tick(NOW.plusSeconds(9));
        assertThat(freshness()).isEqualTo("Updated just now");

        ticker.tick(NOW.plusSeconds(10));
        assertThat(freshness()).isEqualTo("Updated 10 s ago");

        ticker.tick(NOW.plusSeconds(16));
        assertThat(model.freshnessProperty().get().tone()).isEqualTo(Tone.WARNING);

        ticker.tick(NOW.plusSeconds(60));
        assertThat(model.freshnessProperty().get().tone()).isEqualTo(Tone.DANGER);
    }

    private String freshness() {
        return Messages.load().text(model.freshnessProperty().get().word());
    }

    @Test
    void anEndThatIsNotConfirmedAfterTwoMinutesIsAnAlarmWithItsAmount() {
        var ending =
                Machines.known(
                        Samples.instance("i-1", "llama", InstanceStatus.ACTIVE),
                        Optional.of(Samples.run(1)),
                        Optional.empty(),
                        NOW,
                        Optional.of(new Ending(NOW, 3, Optional.empty())),
                        Optional.empty());
        fleet.publish(fleetOf(ending));
        assertThat(model.alarmProperty().get()).isEmpty();

        ticker.tick(NOW.plus(Duration.ofMinutes(3)));
        var alarm = model.alarmProperty().get().orElseThrow();

        assertThat(messages.text(alarm.lead())).isEqualTo("llama is not confirmed as ended.");
        assertThat(messages.text(alarm.text()))
                .isEqualTo("$1.29/h leaking, about $0.07 since you asked 3 min ago.");
    }

    @Test
    void tryingAgainAsksForTheEndOfWhatLeaks() {
        fleet.publish(
                fleetOf(
                        Machines.known(
                                Samples.instance("i-1", "llama", InstanceStatus.ACTIVE),
                                Optional.of(Samples.run(1)),
                                Optional.empty(),
                                NOW,
                                Optional.of(
                                        new Ending(
                                                NOW.minus(Ending.ALARM_AFTER),
                                                3,
                                                Optional.empty())),
                                Optional.empty())));

        model.tryAgain();
        background.runAll();

        assertThat(askedToEnd).containsExactly(new InstanceId("i-1"));
    }

    @Test
    void theGuardSaysWhatHolds() {
        assertThat(guard()).isEqualTo("MUTED Nothing is billed");

        custody.guard().publish(new Guard.State.Idle());
        assertThat(guard()).isEqualTo("MUTED Nothing to guard");

        custody.guard().publish(new Guard.State.Standing());
        assertThat(guard()).isEqualTo("SUCCESS Guardian is on");
        assertThat(messages.text(model.guardProperty().get().text()))
                .isEqualTo(
                        "Leases hold even if this window crashes. They do not hold while this"
                                + " computer is off or asleep.");

        custody.guard().publish(new Guard.State.Missing("it ended at once"));
        assertThat(guard()).isEqualTo("DANGER Guardian is off");
        assertThat(messages.text(model.guardProperty().get().text()))
                .isEqualTo("Leases hold only while this window runs: it ended at once");
    }

    private String guard() {
        var now = model.guardProperty().get();
        return now.tone() + " " + messages.text(now.lead());
    }

    @Test
    void whatIsNotAsItShouldBeNeedsTheUser() {
        assertThat(needsYou(Machines.mine(1))).isFalse();
        assertThat(needsYou(Machines.status(Machines.mine(1), InstanceStatus.UNHEALTHY))).isTrue();
        assertThat(needsYou(Machines.status(Machines.mine(1), new InstanceStatus("paused"))))
                .isTrue();
        assertThat(needsYou(Machines.stranger("other"))).isTrue();
    }

    @Test
    void aBootBecomesUnusualWhileNothingIsRead() {
        var booting =
                Machines.status(
                        Machines.mine(1, NOW.minus(Duration.ofMinutes(29))),
                        InstanceStatus.BOOTING);
        assertThat(needsYou(booting)).isFalse();

        ticker.tick(NOW.plusSeconds(60));

        assertThat(model.instancesProperty().get().needsYou()).isTrue();
    }

    @Test
    void whatWasLeftBehindNeedsADecision() {
        assertThat(needsYou(Machines.mine(1))).isFalse();

        custody.undecided().publish(List.of(Machines.mine(1).id()));

        assertThat(model.instancesProperty().get().needsYou()).isTrue();
    }

    @Test
    void aLaunchThatIsNotConfirmedNeedsTheUser() {
        fleet.publish(
                Machines.fleet(
                        List.of(), List.of(Machines.launch(1, true)), NOW, Optional.empty()));

        assertThat(model.instancesProperty().get()).isEqualTo(new NavigationCount("1", true));
    }

    private boolean needsYou(FleetInstance machine) {
        fleet.publish(fleetOf(machine));
        return model.instancesProperty().get().needsYou();
    }

    private static FleetInstance mine(String id) {
        return instance(id, Optional.of(Samples.run(1)));
    }

    private static FleetInstance notMine(String id) {
        return instance(id, Optional.empty());
    }

    private static FleetInstance instance(String id, Optional<RunId> run) {
        return Machines.known(
                Samples.instance(id, id, InstanceStatus.ACTIVE),
                run,
                Optional.empty(),
                NOW,
                Optional.empty(),
                Optional.empty());
    }

    private static Fleet fleetOf(FleetInstance... instances) {
        return new Fleet(
                List.of(instances),
                Optional.of(NOW),
                Duration.ofMillis(212),
                Optional.empty(),
                Cents.ZERO);
    }
}
