package gpudeck.viewmodel.history;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Messages;
import gpudeck.domain.Signal;
import gpudeck.domain.Step;
import gpudeck.domain.job.RunOutcome;
import gpudeck.engine.Catalog;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.job.JobService.PastRun;
import gpudeck.testing.PastRuns;
import gpudeck.testing.Samples;
import gpudeck.testing.StepwiseBackground;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryViewModelTest {

    private static final Instant NOW = Samples.MORNING.plus(Duration.ofHours(2));

    private final Messages messages = Messages.load();
    private final StepwiseBackground background = new StepwiseBackground();
    private final List<PastRun> journal = new ArrayList<>();
    private Optional<IOException> failure = Optional.empty();
    private final HistoryViewModel model =
            new HistoryViewModel(
                    new Live(
                            new Signal<>(Fleet.UNREAD),
                            new Signal<>(Catalog.UNREAD),
                            new Signal<>(List.of()),
                            new Ticker(NOW, ZoneOffset.UTC)),
                    this::read,
                    background);

    @Test
    void anEmptyJournalIsAStateOfItsOwn() {
        assertThat(model.stateProperty().get()).isEqualTo(HistoryViewModel.State.LOADING);

        background.runAll();

        assertThat(model.stateProperty().get()).isEqualTo(HistoryViewModel.State.EMPTY);
    }

    @Test
    void aRunIsShownWithItsOutcomeCostAndTime() {
        journal.add(PastRuns.of(1, Optional.of(new RunOutcome.Succeeded())));

        background.runAll();

        var run = model.rows().getFirst().shown();
        assertThat(run.sign()).isEqualTo(HistoryRow.Sign.SUCCEEDED);
        assertThat(run.took()).isEqualTo("1 h");
        assertThat(run.cost()).hasToString("$1.29");
        assertThat(run.gpuUse()).isEqualTo("87 %");
        assertThat(run.loss()).isEqualTo("1.842");
        assertThat(run.gpu()).isEqualTo("1× A10 24 GB PCIe");
        assertThat(messages.text(model.summaryProperty().get())).isEqualTo("1 run, $1.29");
    }

    @Test
    void aRunThatEndsKeepsItsRowAndSelection() {
        journal.add(PastRuns.of(1, Optional.empty()));
        background.runAll();
        var row = model.rows().getFirst();
        model.selectedProperty().set(Optional.of(row));

        journal.set(0, PastRuns.of(1, Optional.of(new RunOutcome.Cancelled(Step.SCRIPTS))));
        model.refresh();
        background.runAll();

        assertThat(model.rows()).containsExactly(row);
        assertThat(model.selectedProperty().get()).contains(row);
        assertThat(row.shown().sign()).isEqualTo(HistoryRow.Sign.CANCELLED);
    }

    @Test
    void filtersGoByWordsAndOutcome() {
        journal.add(PastRuns.of(1, Optional.of(new RunOutcome.Succeeded())));
        journal.add(PastRuns.of(2, Optional.of(new RunOutcome.Interrupted())));
        background.runAll();

        model.outcomeProperty().set(Optional.of(HistoryRow.Sign.INTERRUPTED));
        assertThat(model.rows()).hasSize(1);

        model.wordsProperty().set("no such job");
        assertThat(model.stateProperty().get()).isEqualTo(HistoryViewModel.State.NOTHING_FITS);

        model.clearFilter();
        assertThat(model.rows()).hasSize(2);
    }

    @Test
    void aJournalThatCannotBeReadKeepsTheRowsAndSaysSo() {
        journal.add(PastRuns.of(1, Optional.of(new RunOutcome.Succeeded())));
        background.runAll();

        failure = Optional.of(new IOException("disk"));
        model.refresh();
        background.runAll();

        assertThat(model.rows()).hasSize(1);
        assertThat(model.problemProperty().get()).isPresent();
    }

    private List<PastRun> read() throws IOException {
        if (failure.isPresent()) {
            throw failure.get();
        }
        return List.copyOf(journal);
    }
}
