package gpudeck.viewmodel.ending;

import static gpudeck.testing.Machines.NOW;
import static gpudeck.testing.Machines.fleet;
import static gpudeck.testing.Machines.mine;
import static gpudeck.testing.Machines.stranger;
import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Messages;
import gpudeck.domain.Signal;
import gpudeck.engine.Catalog;
import gpudeck.engine.fleet.Fleet;
import gpudeck.testing.Machines;
import gpudeck.testing.StepwiseBackground;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.Ticker;
import gpudeck.viewmodel.ending.CloseViewModel.Phase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class CloseViewModelTest {

    private final Messages messages = Messages.load();
    private final Signal<Fleet> fleet = new Signal<>(fleet(mine(1), mine(2)));
    private final Ticker ticker = new Ticker(NOW, ZoneOffset.UTC);
    private final StepwiseBackground background = new StepwiseBackground();
    private final Queue<List<String>> answers = new ArrayDeque<>();
    private final List<String> happened = new ArrayList<>();
    private final Live live =
            new Live(fleet, new Signal<>(Catalog.UNREAD), new Signal<>(List.of()), ticker);
    private final CloseViewModel model =
            new CloseViewModel(live, this::end, () -> happened.add("closed"), background);

    private List<String> end(Duration limit) {
        happened.add("asked for " + limit.toMinutes() + " min");
        if (answers.isEmpty()) {
            throw new IllegalStateException("broken");
        }
        return answers.remove();
    }

    @Test
    void isNeededOnlyWhileSomethingOfMineGoesOn() {
        assertThat(CloseViewModel.isNeeded(live)).isTrue();

        fleet.publish(fleet(stranger("other")));
        assertThat(CloseViewModel.isNeeded(live)).isFalse();

        fleet.publish(
                Machines.fleet(
                        List.of(), List.of(Machines.launch(1, true)), NOW, Optional.empty()));
        assertThat(CloseViewModel.isNeeded(live)).isTrue();
    }

    @Test
    void asksWithWhatRunsAndWhatItComesTo() {
        var shown = model.shownProperty().get();

        assertThat(messages.text(shown.question())).isEqualTo("2 instances are running, $6.58/h");
        assertThat(shown.lines()).extracting(EndingLine::name).containsExactly("mine-1", "mine-2");
        assertThat(leftAlone()).isEqualTo("If left until 09:00, with nobody watching: about $7");
        assertThat(happened).isEmpty();
    }

    @Test
    void afterNineItIsTheNextMorning() {
        ticker.tick(Instant.parse("2026-03-02T14:58:00Z"));

        assertThat(leftAlone())
                .isEqualTo("If left until tomorrow 09:00, with nobody watching: about $119");
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
        answers.add(List.of());

        model.terminateAllThenClose();
        assertThat(model.shownProperty().get().phase()).isEqualTo(Phase.ENDING);
        assertThat(happened).isEmpty();
        background.runAll();

        assertThat(happened).containsExactly("asked for 5 min", "closed");
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
        answers.add(List.of("mine-2"));
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
        assertThat(happened).doesNotContain("closed");

        answers.add(List.of());
        model.terminateAllThenClose();
        background.runAll();

        assertThat(happened).containsExactly("asked for 5 min", "asked for 5 min", "closed");
    }

    @Test
    void closesWhenTheProofComesAfterAll() {
        answers.add(List.of("mine-1", "mine-2"));
        model.terminateAllThenClose();
        background.runAll();

        fleet.publish(fleet(Machines.ended(mine(1), NOW), Machines.ended(mine(2), NOW)));

        assertThat(happened).contains("closed");
    }

    @Test
    void closesOnceOnly() {
        answers.add(List.of("mine-1"));
        model.terminateAllThenClose();
        background.runAll();
        model.closeAnyway();

        fleet.publish(fleet());

        assertThat(happened.stream().filter("closed"::equals)).hasSize(1);
    }

    @Test
    void aFailureIsNoProof() {
        model.terminateAllThenClose();
        background.runAll();

        assertThat(model.shownProperty().get().phase()).isEqualTo(Phase.NOT_PROVED);
        assertThat(model.shownProperty().get().text()).hasSize(2);
        assertThat(happened).doesNotContain("closed");
    }

    @Test
    void stayingLeavesTheWindowEvenIfTheProofComes() {
        answers.add(List.of());
        model.terminateAllThenClose();

        model.stay();
        background.runAll();
        fleet.publish(fleet());

        assertThat(model.shownProperty().get().phase()).isEqualTo(Phase.OVER);
        assertThat(happened).isEmpty();
    }

    @Test
    void leavingThemRunningClosesWithoutAskingForTheirEnd() {
        model.closeAnyway();

        assertThat(happened).containsExactly("closed");
    }

    private String leftAlone() {
        return model.shownProperty()
                .get()
                .leftAlone()
                .map(l -> messages.text(l.untilWhen()) + ": " + messages.text(l.cost()))
                .orElse("");
    }
}
