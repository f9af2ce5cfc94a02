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
import gpudeck.engine.fleet.Keeper;
import gpudeck.testing.Machines;
import gpudeck.testing.StepwiseBackground;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.Ticker;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EndingQuestionTest {

    private final Messages messages = Messages.load();
    private final Signal<Fleet> fleet = new Signal<>(Fleet.UNREAD);
    private final Live live =
            new Live(
                    fleet,
                    new Signal<>(Catalog.UNREAD),
                    new Signal<>(List.of()),
                    new Ticker(NOW, ZoneOffset.UTC));

    @Test
    void oneIsNamedWithItsMoney() {
        var question = EndingQuestion.of(List.of(mine(1)), live);

        assertThat(words(question))
                .isEqualTo(
                        "Terminate mine-1? Its disk is erased. Stops $3.29/h. $3.30 so far."
                                + " [Terminate mine-1]");
        assertThat(question.lines()).isEmpty();
    }

    @Test
    void whatWasNotStartedHereIsSaidToBeSomebodyElses() {
        var question = EndingQuestion.of(List.of(stranger("other")), live);

        assertThat(words(question))
                .contains("somebody else may be using it")
                .contains("At least $3.29 so far.");
    }

    @Test
    void severalAreListed() {
        var question = EndingQuestion.of(List.of(mine(1), mine(2)), live);

        assertThat(words(question))
                .isEqualTo(
                        "Terminate 2 instances? Their disks are erased. Stops $6.58/h. $6.60 so"
                                + " far. [Terminate 2 instances]");
        assertThat(question.lines())
                .extracting(EndingLine::name)
                .containsExactly("mine-1", "mine-2");
    }

    @Test
    void allMineSaysWhatStays() {
        fleet.publish(
                Machines.fleet(
                        List.of(mine(1), stranger("other")),
                        List.of(Machines.launch(2, true)),
                        NOW,
                        Optional.empty()));

        var question = EndingQuestion.allMine(live).orElseThrow();

        assertThat(words(question))
                .startsWith("Terminate the 2 instances you started?")
                .contains("1 other, $3.29/h, was not started here and stays.")
                .contains("Stops $6.58/h.");
        assertThat(question.lines())
                .extracting(EndingLine::name)
                .containsExactly("mine-1", "mine-2");
    }

    @Test
    void nothingOfMineNeedsNoQuestion() {
        fleet.publish(fleet(stranger("other")));

        assertThat(EndingQuestion.allMine(live)).isEmpty();
    }

    @Test
    void allMineAreEndedByTheEngine() {
        var limits = new ArrayList<Duration>();
        var background = new StepwiseBackground();
        var model =
                new AllMineViewModel(
                        live,
                        limit -> {
                            limits.add(limit);
                            return List.of();
                        },
                        background);

        model.terminateAll();
        assertThat(limits).isEmpty();
        background.runAll();

        assertThat(limits).hasSize(1);
    }

    @Test
    void allMineSaysHowManyAnotherGpuDeckHolds() {
        fleet.publish(
                Machines.fleet(
                        mine(1),
                        Machines.kept(mine(2), Keeper.ANOTHER_PROGRAM),
                        Machines.kept(mine(3), Keeper.ITS_LEASE)));

        var question = EndingQuestion.allMine(live).orElseThrow();

        assertThat(words(question))
                .startsWith("Terminate the 3 instances you started?")
                .contains("1 of them belongs to another GPU Deck that runs now.");
        assertThat(question.lines()).hasSize(3);
    }

    private String words(EndingQuestion question) {
        var text = question.text().stream().map(messages::text).collect(Collectors.joining(" "));
        return "%s %s %s [%s]"
                .formatted(
                        messages.text(question.question()),
                        text,
                        messages.text(question.money()),
                        messages.text(question.confirm()));
    }
}
