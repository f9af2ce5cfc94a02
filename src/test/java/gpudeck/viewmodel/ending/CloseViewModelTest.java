package gpudeck.viewmodel.ending;

import static gpudeck.testing.Machines.NOW;
import static gpudeck.testing.Machines.fleet;
import static gpudeck.testing.Machines.mine;
import static gpudeck.testing.Machines.stranger;
import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Messages;
import gpudeck.domain.Signal;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.Catalog;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.fleet.Guard;
import gpudeck.engine.fleet.Keeper;
import gpudeck.testing.KnownClosing;
import gpudeck.testing.Machines;
import gpudeck.testing.StepwiseBackground;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.LiveCustody;
import gpudeck.viewmodel.Ticker;
import gpudeck.viewmodel.ending.CloseViewModel.Phase;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CloseViewModelTest {

    private final Messages messages = Messages.load();
    private final Signal<Fleet> fleet = new Signal<>(fleet(mine(1), mine(2)));
    private final Ticker ticker = new Ticker(NOW, ZoneOffset.UTC);
    private final StepwiseBackground background = new StepwiseBackground();
    private final KnownClosing closing = new KnownClosing();
    private final LiveCustody custody = LiveCustody.unneeded();
    private final Live live =
            new Live(fleet, new Signal<>(Catalog.UNREAD), new Signal<>(List.of()), custody, ticker);
    private final Set<InstanceId> kept = new HashSet<>();
    private final CloseViewModel model =
            new CloseViewModel(live, () -> kept, closing, closing::close, background);

    @Test
    void isNeededOnlyWhileSomethingOfMineGoesOn() {
        assertThat(CloseViewModel.isNeeded(live, kept)).isTrue();

        fleet.publish(fleet(stranger("other")));
        assertThat(CloseViewModel.isNeeded(live, kept)).isFalse();

        fleet.publish(
                Machines.fleet(
                        List.of(), List.of(Machines.launch(1, true)), NOW, Optional.empty()));
        assertThat(CloseViewModel.isNeeded(live, kept)).isTrue();
    }

    @Test
    void asksWithWhatRunsAndWhatItComesTo() {
        var shown = model.shownProperty().get();

        assertThat(messages.text(shown.question())).isEqualTo("2 instances are running, $6.58/h");
        assertThat(shown.lines()).extracting(EndingLine::name).containsExactly("mine-1", "mine-2");
        assertThat(leftAlone())
                .containsExactly(
                        "If left until their leases end at 18:59: at most $72.38",
                        "If left until 09:00, with nobody watching: about $7");
        assertThat(closing.happened()).isEmpty();
    }

    @Test
    void afterTheirLeasesNothingCosts() {
        ticker.tick(Instant.parse("2026-03-02T14:58:00Z"));

        assertThat(leftAlone())
                .containsExactly("If left until their leases end at 18:59: at most $26.54");
    }

    @Test
    void withoutAGuardianNobodyEndsThemInTheNight() {
        custody.guard().publish(new Guard.State.Missing("it ended at once"));
        ticker.tick(Instant.parse("2026-03-02T14:58:00Z"));

        assertThat(sentences())
                .contains(
                        "There is no guardian (it ended at once): nobody ends them while GPU Deck"
                                + " is closed.");
        assertThat(leftAlone())
                .containsExactly("If left until tomorrow 09:00, with nobody watching: about $119");
    }

    @Test
    void theGuardianIsSaidToKeepTheLeases() {
        custody.guard().publish(new Guard.State.Standing());

        assertThat(sentences())
                .containsExactly(
                        "Closing GPU Deck does not stop them.",
                        "If left running, the guardian ends them when their leases end, but not"
                                + " while this computer is off or asleep.");
    }

    @Test
    void whatHasNoLeaseIsNotSaidToEnd() {
        fleet.publish(fleet(Machines.leased(mine(1), Optional.empty())));
        ticker.tick(Instant.parse("2026-03-02T14:58:00Z"));

        assertThat(leftAlone())
                .containsExactly("If left until tomorrow 09:00, with nobody watching: about $60");
    }

    @Test
    void aLaunchThatIsNotConfirmedIsNotLeftRunning() {
        custody.guard().publish(new Guard.State.Standing());

        fleet.publish(
                Machines.fleet(
                        List.of(), List.of(Machines.launch(1, true)), NOW, Optional.empty()));

        assertThat(sentences())
                .contains(
                        "The launch that is not confirmed cannot be left running: its machine is"
                                + " terminated when found.");
    }

    @Test
    void whatSomebodyElseAnswersForIsNotAskedAbout() {
        var left = Machines.kept(mine(1), Keeper.ITS_LEASE);
        var anothers = Machines.kept(mine(2), Keeper.ANOTHER_PROGRAM);
        fleet.publish(fleet(left, anothers));
        assertThat(CloseViewModel.isNeeded(live, kept)).isFalse();

        fleet.publish(fleet(left, anothers, mine(3)));

        var shown = model.shownProperty().get();
        assertThat(shown.lines()).extracting(EndingLine::name).containsExactly("mine-3");
        assertThat(sentences())
                .contains(
                        "1 other, $3.29/h, was left running, and goes on until its lease ends.",
                        "1 other, $3.29/h, belongs to another GPU Deck that runs now, and stays.");
    }

    @Test
    void whatAJobOfThisWindowKeptIsAskedAbout() {
        var machine = Machines.kept(mine(1), Keeper.ITS_LEASE);
        fleet.publish(fleet(machine));
        kept.add(machine.id());
        assertThat(CloseViewModel.isNeeded(live, kept)).isTrue();
        ticker.tick(NOW.plusSeconds(1));

        var shown = model.shownProperty().get();
        assertThat(messages.text(shown.question())).isEqualTo("1 instance is running, $3.29/h");
        assertThat(shown.lines())
                .extracting(line -> messages.text(line.note()))
                .containsExactly("1\u00d7 H100, kept, 1 h");
        assertThat(leftAlone().getFirst()).startsWith("If left until its lease ends at 18:59");

        closing.answer();
        model.terminateAllThenClose();
        background.runAll();

        assertThat(closing.happened())
                .containsExactly("end too " + machine.id(), "end in 5 min", "closed");
    }

    @Test
    void theQuestionFollowsWhatRuns() {
        fleet.publish(fleet(mine(1), stranger("other")));

        var shown = model.shownProperty().get();
        assertThat(messages.text(shown.question())).isEqualTo("1 instance is running, $3.29/h");
        assertThat(shown.text().stream().map(messages::text))
                .contains("1 other, $3.29/h, was not started here and stays.");
    }

    @Test
    void closesOnceTheEndOfAllIsProved() {
        closing.answer();

        model.terminateAllThenClose();
        assertThat(model.shownProperty().get().phase()).isEqualTo(Phase.ENDING);
        assertThat(closing.happened()).isEmpty();
        background.runAll();

        assertThat(closing.happened()).containsExactly("end in 5 min", "closed");
        assertThat(model.shownProperty().get().phase()).isEqualTo(Phase.OVER);
    }

    @Test
    void showsHowEachEndGoes() {
        model.terminateAllThenClose();

        fleet.publish(
                fleet(
                        Machines.ended(Machines.ending(mine(1), NOW), NOW),
                        Machines.ending(mine(2), NOW.minusSeconds(48))));

        assertThat(model.shownProperty().get().lines())
                .extracting(line ->
                        line.name()
                                + ": "
                                + messages.text(line.status().word())
                                + ", "
                                + messages.text(line.note()))
                .containsExactly(
                        "mine-1: Ended, $3.30 in all, 1 h", "mine-2: Ending… 0:48, Asked once");
    }

    @Test
    void saysPlainlyThatItIsNotProvedAndCanGoOn() {
        closing.answer("mine-2");
        model.terminateAllThenClose();
        fleet.publish(
                fleet(
                        Machines.ended(mine(1), NOW),
                        Machines.ending(mine(2), NOW.minusSeconds(300))));
        background.runAll();
        var shown = model.shownProperty().get();
        assertThat(shown.phase()).isEqualTo(Phase.NOT_PROVED);
        assertThat(messages.text(shown.question()))
                .isEqualTo("1 instance is not confirmed as ended, $3.29/h");
        assertThat(closing.happened()).doesNotContain("closed");

        closing.answer();
        model.terminateAllThenClose();
        background.runAll();

        assertThat(closing.happened()).containsExactly("end in 5 min", "end in 5 min", "closed");
    }

    @Test
    void closesWhenTheProofComesAfterAll() {
        closing.answer("mine-1", "mine-2");
        model.terminateAllThenClose();
        background.runAll();

        fleet.publish(fleet(Machines.ended(mine(1), NOW), Machines.ended(mine(2), NOW)));

        assertThat(closing.happened()).contains("closed");
    }

    @Test
    void closesOnceOnly() {
        closing.answer("mine-1");
        model.terminateAllThenClose();
        background.runAll();
        model.closeAnyway();

        fleet.publish(fleet());

        assertThat(closing.happened().stream().filter("closed"::equals)).hasSize(1);
    }

    @Test
    void aFailureIsNoProof() {
        model.terminateAllThenClose();
        background.runAll();

        assertThat(model.shownProperty().get().phase()).isEqualTo(Phase.NOT_PROVED);
        assertThat(model.shownProperty().get().text()).hasSize(2);
        assertThat(closing.happened()).doesNotContain("closed");
    }

    @Test
    void stayingLeavesTheWindowEvenIfTheProofComes() {
        closing.answer();
        model.terminateAllThenClose();

        model.stay();
        background.runAll();
        fleet.publish(fleet());

        assertThat(model.shownProperty().get().phase()).isEqualTo(Phase.OVER);
        assertThat(closing.happened()).isEmpty();
    }

    @Test
    void leavingThemRunningHandsThemToTheirLeasesThenCloses() {
        fleet.publish(fleet(mine(1), mine(2), Machines.ending(mine(3), NOW), stranger("other")));

        model.leaveRunning();
        assertThat(closing.happened()).isEmpty();
        background.runAll();

        assertThat(closing.happened()).containsExactly("leave mine-1", "leave mine-2", "closed");
    }

    @Test
    void theWindowStaysIfTheyCannotBeHandedOver() {
        closing.failToLeave();

        model.leaveRunning();
        background.runAll();

        assertThat(closing.happened()).isEmpty();
        assertThat(model.shownProperty().get().phase()).isEqualTo(Phase.ASKING);
        assertThat(sentences().getFirst()).contains("Something went wrong inside GPU Deck");
    }

    private List<String> sentences() {
        return model.shownProperty().get().text().stream().map(messages::text).toList();
    }

    private List<String> leftAlone() {
        return model.shownProperty().get().leftAlone().stream()
                .map(l -> messages.text(l.untilWhen()) + ": " + messages.text(l.cost()))
                .toList();
    }
}
