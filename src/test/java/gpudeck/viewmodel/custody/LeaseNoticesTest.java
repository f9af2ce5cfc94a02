package gpudeck.viewmodel.custody;

import static gpudeck.testing.Machines.NOW;
import static gpudeck.testing.Machines.fleet;
import static gpudeck.testing.Machines.mine;
import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Messages;
import gpudeck.domain.Signal;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.Catalog;
import gpudeck.engine.custody.LeaseWarning;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.Keeper;
import gpudeck.testing.Machines;
import gpudeck.testing.StepwiseBackground;
import gpudeck.testing.TestTime;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.LiveCustody;
import gpudeck.viewmodel.Ticker;
import gpudeck.viewmodel.Tone;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeaseNoticesTest {

    private static final Duration QUARTER = Duration.ofMinutes(15);

    private final Messages messages = Messages.load();
    private final Signal<Fleet> fleet = new Signal<>(fleet());
    private final LiveCustody custody = LiveCustody.unneeded();
    private final TestTime time = TestTime.byHand();
    private final Ticker ticker = new Ticker(NOW, ZoneOffset.UTC);
    private final StepwiseBackground background = new StepwiseBackground();
    private final List<String> extended = new ArrayList<>();
    private boolean broken;
    private final LeaseNotices model =
            new LeaseNotices(
                    new Live(
                            fleet,
                            new Signal<>(Catalog.UNREAD),
                            new Signal<>(List.of()),
                            custody,
                            ticker),
                    this::extend,
                    time::now,
                    background);

    private void extend(Collection<InstanceId> ids, Duration by) {
        if (broken) {
            throw new IllegalStateException("the disk is full");
        }
        extended.add(ids + " " + by);
    }

    @Test
    void offersAnHourMoreAndCountsDown() {
        warn(left(QUARTER));
        assertThat(texts())
                .containsExactly("The lease of mine-1 ends in 15 min. Add 1 h for $3.29?");
        assertThat(shown().tone()).isEqualTo(Tone.WARNING);

        pass(Duration.ofMinutes(11));

        assertThat(texts())
                .containsExactly("The lease of mine-1 ends in 4 min. Add 1 h for $3.29?");
        assertThat(shown().tone()).isEqualTo(Tone.DANGER);
    }

    @Test
    void theSecondWarningIsNotASecondNotice() {
        warn(left(QUARTER));

        custody.warnings().publish(warning(Duration.ofMinutes(5)));

        assertThat(model.notices()).hasSize(1);
    }

    @Test
    void isGoneOnceTheLeaseIsLonger() {
        warn(left(QUARTER));

        model.extend(model.notices().getFirst());
        background.runAll();
        fleet.publish(fleet(left(QUARTER.plusHours(1))));

        assertThat(extended).containsExactly("[mine-1] PT1H");
        assertThat(model.notices()).isEmpty();
    }

    @Test
    void isGoneOnceTheMachineEnds() {
        warn(left(QUARTER));

        fleet.publish(fleet(Machines.ending(mine(1), NOW)));

        assertThat(model.notices()).isEmpty();
    }

    @Test
    void whatCannotBeExtendedSaysWhy() {
        broken = true;
        warn(left(QUARTER));

        model.extend(model.notices().getFirst());
        background.runAll();
        pass(Duration.ofMinutes(1));

        assertThat(texts()).singleElement().asString().contains("Something went wrong");
        assertThat(shown().extend()).isPresent();
    }

    @Test
    void whatWasDismissedComesBackOnlyWithTheNextWarning() {
        warn(left(QUARTER));
        model.dismiss(model.notices().getFirst());

        pass(Duration.ofMinutes(2));
        assertThat(model.notices()).isEmpty();

        custody.warnings().publish(warning(Duration.ofMinutes(5)));
        assertThat(model.notices()).hasSize(1);
    }

    @Test
    void tellsOfASleepWhatRanOutMeanwhile() {
        fleet.publish(
                fleet(
                        left(Duration.ofMinutes(10)),
                        Machines.leased(mine(2), Duration.ofHours(3)),
                        Machines.kept(
                                Machines.leased(mine(3), Duration.ofMinutes(1)),
                                Keeper.ANOTHER_PROGRAM)));

        time.advance(Duration.ofMinutes(41));
        custody.slept().publish(Optional.of(Duration.ofMinutes(41)));

        assertThat(texts())
                .containsExactly(
                        "This computer slept for 41 min. 1 lease ran out meanwhile: mine-1, about"
                                + " $1.70 more than planned. It is being terminated now.");
    }

    @Test
    void onlyTheLastSleepIsToldOf() {
        custody.slept().publish(Optional.of(Duration.ofMinutes(41)));
        custody.slept().publish(Optional.of(Duration.ofMinutes(2)));

        assertThat(texts())
                .containsExactly("This computer slept for 2 min. No lease ran out meanwhile.");
    }

    private static FleetInstance left(Duration left) {
        return Machines.leased(mine(1), left);
    }

    private void warn(FleetInstance machine) {
        fleet.publish(fleet(machine));
        custody.warnings().publish(warning(QUARTER));
    }

    private static Optional<LeaseWarning> warning(Duration left) {
        return Optional.of(new LeaseWarning(mine(1).id(), "mine-1", left));
    }

    private void pass(Duration duration) {
        time.advance(duration);
        ticker.tick(time.now());
    }

    private LeaseNotice.Shown shown() {
        return model.notices().getFirst().shownProperty().get();
    }

    private List<String> texts() {
        return model.notices().stream()
                .map(notice -> messages.text(notice.shownProperty().get().text()))
                .toList();
    }
}
