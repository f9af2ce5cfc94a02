package gpudeck.view.history;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Messages;
import gpudeck.domain.RunId;
import gpudeck.domain.Signal;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.RunOutcome;
import gpudeck.engine.Catalog;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.job.JobService.PastRun;
import gpudeck.testing.FxThreadExtension;
import gpudeck.testing.PastRuns;
import gpudeck.testing.Samples;
import gpudeck.testing.ShownNodes;
import gpudeck.testing.StepwiseBackground;
import gpudeck.view.kit.Focus;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.Ticker;
import gpudeck.viewmodel.history.HistoryActions;
import gpudeck.viewmodel.history.HistoryRow;
import gpudeck.viewmodel.history.HistoryViewModel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FxThreadExtension.class)
class HistoryViewTest {

    private final Messages messages = Messages.load();
    private final StepwiseBackground background = new StepwiseBackground();
    private final List<PastRun> journal = new ArrayList<>();
    private final List<Object> asked = new ArrayList<>();
    private final HistoryViewModel model =
            new HistoryViewModel(
                    new Live(
                            new Signal<>(Fleet.UNREAD),
                            new Signal<>(Catalog.UNREAD),
                            new Signal<>(List.of()),
                            new Ticker(Samples.MORNING.plus(Duration.ofHours(2)), ZoneOffset.UTC)),
                    () -> List.copyOf(journal),
                    background);
    private final HistoryView view = new HistoryView(model, new Asked(), messages);
    private final ShownNodes nodes = new ShownNodes(view);

    @Test
    void leadsFromNothingToAFirstJob() {
        shown(1200);

        nodes.button("Run a job…").fire();

        assertThat(asked).containsExactly("new job");
    }

    @Test
    void rowsSayInOneSentenceWhatBecameOfARun() {
        journal.add(PastRuns.of(1, Optional.of(new RunOutcome.Succeeded())));
        shown(1200);

        assertThat(rows().map(Node::getAccessibleText))
                .singleElement()
                .asString()
                .contains("Succeeded", "1 h", "$1.29", "1\u00d7 A10 24 GB PCIe");
    }

    @Test
    void showsWhatARunCostInTheSmallestWindowToo() {
        journal.add(PastRuns.of(1, Optional.of(new RunOutcome.Succeeded())));
        shown(970);
        model.selectedProperty().set(Optional.of(model.rows().getFirst()));
        nodes.layOut();

        double width = table().getWidth();
        assertThat(width).isLessThan(560);
        assertThat(titles()).contains("Outcome", "Job", "Cost").doesNotContain("Started");
        assertThat(
                        table().getVisibleLeafColumns().stream()
                                .mapToDouble(TableColumn::getWidth)
                                .sum())
                .isLessThanOrEqualTo(width);
    }

    @Test
    void theKeyboardWaitsForTheListAndIsThenInIt() {
        journal.add(PastRuns.of(1, Optional.of(new RunOutcome.Succeeded())));
        nodes.show(1200, 700);
        assertThat(Focus.first(view.regions().getFirst())).isTrue();

        background.runAll();

        assertThat(table().isFocused()).isTrue();
    }

    @Test
    void theFirstDownChoosesTheFirstRun() {
        journal.add(PastRuns.of(1, Optional.of(new RunOutcome.Succeeded())));
        journal.add(PastRuns.of(2, Optional.of(new RunOutcome.Succeeded())));
        shown(1200);

        press(KeyCode.DOWN);
        assertThat(model.selectedProperty().get()).contains(model.rows().getFirst());

        press(KeyCode.DOWN);
        assertThat(model.selectedProperty().get()).contains(model.rows().getLast());
    }

    private void press(KeyCode key) {
        Event.fireEvent(
                table(),
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
    }

    @Test
    void factsKeepTheirNamesInTheSmallestWindow() {
        var run = PastRuns.of(1, Optional.of(new RunOutcome.Succeeded()));
        var folder = Path.of("a-folder-with-a-long-name".repeat(4));
        journal.add(new PastRun(run.state(), folder, false));
        shown(970);
        model.selectedProperty().set(Optional.of(model.rows().getFirst()));
        nodes.layOut();

        var names =
                Stream.of("project", "scripts", "results", "folder")
                        .map(fact -> messages.text("history.fact." + fact))
                        .toList();
        assertThat(
                        nodes.all(Label.class, ".facts .label")
                                .filter(label -> names.contains(label.getText())))
                .hasSize(names.size())
                .allSatisfy(name ->
                        assertThat(name.getWidth()).isGreaterThanOrEqualTo(name.prefWidth(-1)));
    }

    @Test
    void openTheFolderOfARunAndRunItAgain() {
        var run = PastRuns.of(1, Optional.of(new RunOutcome.Succeeded()));
        journal.add(run);
        shown(1200);
        model.selectedProperty().set(Optional.of(model.rows().getFirst()));
        nodes.layOut();

        nodes.button("Open folder").fire();
        nodes.button("Run again…").fire();

        assertThat(asked).containsExactly(run.folder(), run.state().spec());
    }

    @Test
    void takesUpARunThatWasLeftRunning() {
        journal.add(PastRuns.left(1));
        journal.add(PastRuns.of(2, Optional.of(new RunOutcome.Succeeded())));
        shown(1200);
        model.selectedProperty().set(Optional.of(model.rows().getFirst()));
        nodes.layOut();

        nodes.button("Take up").fire();

        assertThat(asked).containsExactly(Samples.run(1));
        model.selectedProperty().set(Optional.of(model.rows().getLast()));
        assertThat(nodes.texts()).doesNotContain("Take up");
    }

    private void shown(double width) {
        nodes.show(width, 700);
        background.runAll();
        nodes.layOut();
    }

    private TableView<HistoryRow> table() {
        return nodes.table(".run-table");
    }

    private List<String> titles() {
        return table().getVisibleLeafColumns().stream().map(TableColumn::getText).toList();
    }

    private Stream<Node> rows() {
        return table().lookupAll(".table-row-cell").stream().filter(row -> !isEmpty(row));
    }

    private static boolean isEmpty(Node row) {
        return row.getPseudoClassStates().stream()
                .anyMatch(state -> state.getPseudoClassName().equals("empty"));
    }

    private final class Asked implements HistoryActions {

        @Override
        public void openFolder(Path folder) {
            asked.add(folder);
        }

        @Override
        public void runAgain(JobSpec spec) {
            asked.add(spec);
        }

        @Override
        public void takeUp(RunId run) {
            asked.add(run);
        }

        @Override
        public void newJob() {
            asked.add("new job");
        }
    }
}
