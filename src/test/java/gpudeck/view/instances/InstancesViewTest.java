package gpudeck.view.instances;

import static gpudeck.testing.Machines.NOW;
import static gpudeck.testing.Machines.fleet;
import static gpudeck.testing.Machines.mine;
import static gpudeck.testing.Machines.stranger;
import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Messages;
import gpudeck.domain.RunId;
import gpudeck.domain.Signal;
import gpudeck.domain.cloud.Instance.JupyterLink;
import gpudeck.domain.cloud.InstanceStatus;
import gpudeck.engine.Catalog;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.testing.FxThreadExtension;
import gpudeck.testing.KnownFleet;
import gpudeck.testing.Machines;
import gpudeck.testing.StepwiseBackground;
import gpudeck.view.frame.Overlays;
import gpudeck.view.kit.RichText;
import gpudeck.view.kit.Theme;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.Ticker;
import gpudeck.viewmodel.frame.NavigationCount;
import gpudeck.viewmodel.frame.Session;
import gpudeck.viewmodel.instances.InstanceActions;
import gpudeck.viewmodel.instances.InstanceRow;
import gpudeck.viewmodel.instances.InstanceRow.MachineRow;
import gpudeck.viewmodel.instances.InstancesViewModel;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FxThreadExtension.class)
class InstancesViewTest {

    private final Messages messages = Messages.load();
    private final Signal<Fleet> fleet = new Signal<>(Fleet.UNREAD);
    private final Ticker ticker = new Ticker(NOW, ZoneOffset.UTC);
    private final StepwiseBackground background = new StepwiseBackground();
    private final KnownFleet access = new KnownFleet();
    private final List<String> asked = new ArrayList<>();
    private final Overlays overlays = Overlays.create(messages);
    private final InstancesViewModel model =
            new InstancesViewModel(
                    new Live(fleet, new Signal<>(Catalog.UNREAD), new Signal<>(List.of()), ticker),
                    new Session(
                            Optional.of("9f3c"), Optional.empty(), Duration.ofSeconds(5), "1.0"),
                    access,
                    background);
    private final InstancesView view =
            new InstancesView(
                    model,
                    new ReadOnlyObjectWrapper<>(NavigationCount.NONE),
                    new Asked(),
                    () -> asked.add("read"),
                    overlays,
                    messages);

    @Test
    void rowsSayInOneSentenceWhatTheyAre() {
        shown(1264, 800);
        fleet.publish(fleet(mine(1), stranger("other")));
        layOut();

        assertThat(sentences())
                .contains(
                        "mine-1, Running, 1× H100 80 GB PCIe, us-west-3, $3.29 per hour, $3.30 so"
                                + " far",
                        "other, Running, 1× H100 80 GB PCIe, us-west-3, $3.29 per hour, not"
                                + " started here, at least $3.29 so far");
    }

    @Test
    void aSentenceFollowsItsMachine() {
        shown(1264, 800);
        fleet.publish(fleet(mine(1)));
        layOut();

        fleet.publish(fleet(Machines.status(mine(1), InstanceStatus.UNHEALTHY)));

        assertThat(sentences()).anyMatch(text -> text.startsWith("mine-1, Unhealthy"));
    }

    @Test
    void selectionAndScrollSurviveAReadThatChangesEverything() {
        shown(1264, 600);
        fleet.publish(fleet(many(1, 40)));
        layOut();
        select("mine-22", "mine-24");
        layOut();
        table().scrollTo(15);
        layOut();
        int first = flow().getFirstVisibleCell().getIndex();
        assertThat(first).isGreaterThan(10);

        fleet.publish(
                fleet(
                        Stream.of(many(1, 40))
                                .map(m -> Machines.status(m, InstanceStatus.UNHEALTHY))
                                .toArray(FleetInstance[]::new)));
        ticker.tick(NOW.plusSeconds(1));
        layOut();

        assertThat(selected()).containsExactly("mine-22", "mine-24");
        assertThat(flow().getFirstVisibleCell().getIndex()).isEqualTo(first);
    }

    @Test
    void theSelectionStaysOnItsRowsWhenOthersComeAndGo() {
        shown(1264, 800);
        fleet.publish(fleet(mine(1), mine(2), mine(3), stranger("other")));
        layOut();
        select("mine-1", "mine-3");

        fleet.publish(fleet(mine(9, NOW), mine(1), mine(3), stranger("other")));
        layOut();
        assertThat(selected()).containsExactly("mine-1", "mine-3");

        fleet.publish(fleet(mine(9, NOW), Machines.ended(mine(1), NOW), mine(3)));
        layOut();
        assertThat(selected()).containsExactlyInAnyOrder("mine-1", "mine-3");

        fleet.publish(fleet(mine(3)));
        layOut();
        assertThat(selected()).containsExactly("mine-3");
        assertThat(model.selected()).hasSize(1);
    }

    @Test
    void theArrowsPassTheHeadOfAGroup() {
        shown(1264, 800);
        fleet.publish(fleet(mine(1), stranger("other")));
        layOut();
        table().getSelectionModel().clearAndSelect(1);

        press(table(), KeyCode.DOWN);

        assertThat(selected()).containsExactly("other");
    }

    @Test
    void deleteAsksAndTerminatesOne() {
        shown(1264, 800);
        fleet.publish(fleet(mine(1), mine(2)));
        layOut();
        select("mine-1");

        press(table(), KeyCode.DELETE);

        assertThat(access.ended()).isEmpty();
        assertThat(texts()).contains("Terminate mine-1?");
        assertThat(flowing()).contains("Stops $3.29/h. $3.30 so far.");
        button("#confirm-terminate").fire();
        assertThat(access.ended()).containsExactly(mine(1).id());
        assertThat(overlays.dialogs().isOpen()).isFalse();
        assertThat(selected()).containsExactly("mine-2");
    }

    @Test
    void keepingItTerminatesNothing() {
        shown(1264, 800);
        fleet.publish(fleet(mine(1)));
        layOut();
        select("mine-1");
        press(table(), KeyCode.DELETE);

        press(view.getScene().getFocusOwner(), KeyCode.ESCAPE);

        assertThat(overlays.dialogs().isOpen()).isFalse();
        assertThat(access.ended()).isEmpty();
    }

    @Test
    void enterInTheFirstHalfSecondTerminatesNothing() {
        shown(1264, 800);
        fleet.publish(fleet(mine(1)));
        layOut();
        select("mine-1");
        press(table(), KeyCode.DELETE);
        assertThat(button("#confirm-terminate").isFocused()).isTrue();

        press(button("#confirm-terminate"), KeyCode.ENTER);

        assertThat(access.ended()).isEmpty();
    }

    @Test
    void severalAreTerminatedTogether() {
        shown(1264, 800);
        fleet.publish(fleet(mine(1), mine(2), mine(3)));
        layOut();
        select("mine-1", "mine-2");

        button("#terminate").fire();
        layOut();

        assertThat(texts()).contains("Terminate 2 instances?", "mine-1", "mine-2");
        button("#confirm-terminate").fire();
        assertThat(access.ended()).containsExactly(mine(1).id(), mine(2).id());
    }

    @Test
    void aStrangerAmongSeveralCannotBeTerminated() {
        shown(1264, 800);
        fleet.publish(fleet(mine(1), stranger("other")));
        layOut();
        select("mine-1", "other");

        assertThat(button("#terminate").isDisabled()).isTrue();
        assertThat(texts()).contains("Not started here: end these one by one");
        press(table(), KeyCode.DELETE);
        assertThat(overlays.dialogs().isOpen()).isFalse();
    }

    @Test
    void whatIsEndingIsAskedAgainWithoutAQuestion() {
        shown(1264, 800);
        fleet.publish(fleet(Machines.ending(mine(1), NOW.minusSeconds(200))));
        layOut();
        select("mine-1");
        layOut();

        assertThat(button("#terminate").isVisible()).isFalse();
        button("#terminate-again").fire();

        assertThat(overlays.dialogs().isOpen()).isFalse();
        assertThat(access.ended()).containsExactly(mine(1).id());
    }

    @Test
    void renamesWithF2() {
        shown(1264, 800);
        fleet.publish(fleet(mine(1)));
        layOut();
        select("mine-1");

        press(table(), KeyCode.F2);
        var field = (TextField) overlays.dialogs().lookup("#new-name");
        assertThat(field.getText()).isEqualTo("mine-1");
        field.setText("  ");
        assertThat(button("#confirm-rename").isDisabled()).isTrue();
        field.setText("better");
        button("#confirm-rename").fire();
        background.runAll();

        assertThat(access.done()).containsExactly("rename mine-1 better");
    }

    @Test
    void restartAsksFirst() {
        shown(1264, 800);
        fleet.publish(fleet(mine(1)));
        layOut();
        select("mine-1");

        button("#restart").fire();
        background.runAll();
        assertThat(access.done()).isEmpty();
        button("#confirm-restart").fire();
        background.runAll();

        assertThat(access.done()).containsExactly("restart mine-1");
    }

    @Test
    void copiesTheSshCommandAndOpensJupyterWithoutShowingItsAddress() {
        shown(1264, 800);
        fleet.publish(fleet(mine(1)));
        layOut();
        select("mine-1");
        layOut();

        type(table(), "s");
        background.runAll();
        button("#jupyter").fire();

        assertThat(Clipboard.getSystemClipboard().getString())
                .isEqualTo("ssh -i '/home/ada/my key' ubuntu@203.0.113.7");
        assertThat(asked).containsExactly("jupyter https://lab.example/?token=secret");
        assertThat(texts()).contains("token hidden").noneMatch(text -> text.contains("secret"));
    }

    @Test
    void lettersLaunchAndRunButNotWhileAFilterIsTyped() {
        shown(1264, 800);
        fleet.publish(fleet(mine(1)));
        layOut();

        type(view.filter().orElseThrow(), "l");
        assertThat(asked).isEmpty();
        model.clearFilter();
        layOut();
        type(table(), "l");
        type(table(), "j");
        button("#launch").fire();

        assertThat(asked).containsExactly("launch", "job", "launch");
    }

    @Test
    void anOldListIsMarkedAndCanBeReadAgain() {
        shown(1264, 800);
        fleet.publish(fleet(mine(1)));
        layOut();
        assertThat(banner("#stale").isVisible()).isFalse();

        ticker.tick(NOW.plusSeconds(240));
        layOut();

        assertThat(banner("#stale").isVisible()).isTrue();
        assertThat(texts()).contains("was Running");
        ((Button) banner("#stale").lookup(".button")).fire();
        assertThat(asked).containsExactly("read");
    }

    @Test
    void aLaunchWithoutAnAnswerIsARowThatCannotBeEnded() {
        shown(1264, 800);
        fleet.publish(
                Machines.fleet(
                        List.of(), List.of(Machines.launch(1, true)), NOW, Optional.empty()));
        layOut();
        select("mine-1");
        layOut();

        assertThat(texts()).contains("Launch not confirmed", "no address yet");
        assertThat(button("#terminate").isDisabled()).isTrue();
        assertThat(flowing()).anyMatch(text -> text.contains("will not order a second one"));
    }

    @Test
    void nothingRunningOffersTheNextSteps() {
        shown(1264, 800);
        fleet.publish(fleet());
        layOut();

        assertThat(texts()).contains("Nothing is running", "Run a job…", "Launch an instance…");
        assertThat(flowing()).contains("You are paying $0.00/h for GPUs.");
    }

    @Test
    void inANarrowWindowTheJobLeavesFirstThenAgeThenAddress() {
        shown(1264, 800);
        fleet.publish(fleet(mine(1)));
        layOut();
        assertThat(columns()).endsWith("Job").contains("IP address", "Age");

        resize(972);
        assertThat(columns()).doesNotContain("Job").contains("IP address", "Age");

        resize(850);
        assertThat(columns()).doesNotContain("Age").contains("IP address");

        resize(780);
        assertThat(columns()).containsExactly("Status", "Name", "Type", "Region", "$/h", "So far");
    }

    @Test
    void escapeClosesTheDetail() {
        shown(1264, 800);
        fleet.publish(fleet(mine(1)));
        layOut();
        select("mine-1");
        layOut();
        assertThat(view.lookup(".machine-detail")).isNotNull();

        press(table(), KeyCode.ESCAPE);

        assertThat(view.lookup(".machine-detail")).isNull();
        assertThat(selected()).isEmpty();
    }

    private void shown(int width, int height) {
        var stage = new Stage();
        overlays.dialogs().setWindow(view);
        stage.setScene(new Scene(overlays.dialogs(), width, height));
        Theme.DARK.applyTo(stage.getScene());
        stage.show();
    }

    private void resize(double width) {
        overlays.dialogs().resize(width, 800);
        layOut();
    }

    private void layOut() {
        overlays.dialogs().applyCss();
        overlays.dialogs().layout();
    }

    private static FleetInstance[] many(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(Machines::mine)
                .toArray(FleetInstance[]::new);
    }

    @SuppressWarnings("unchecked")
    private TableView<InstanceRow> table() {
        return (TableView<InstanceRow>) view.lookup(".instance-table");
    }

    private VirtualFlow<?> flow() {
        return (VirtualFlow<?>) table().lookup(".virtual-flow");
    }

    private void select(String... names) {
        table().requestFocus();
        table().getSelectionModel().clearSelection();
        for (var name : names) {
            table().getItems().stream()
                    .filter(row ->
                            row instanceof MachineRow machine
                                    && machine.facts().name().equals(name))
                    .forEach(table().getSelectionModel()::select);
        }
    }

    private List<String> selected() {
        return table().getSelectionModel().getSelectedItems().stream()
                .filter(MachineRow.class::isInstance)
                .map(row -> ((MachineRow) row).facts().name())
                .toList();
    }

    private List<String> columns() {
        return table().getVisibleLeafColumns().stream().map(TableColumn::getText).toList();
    }

    private List<String> sentences() {
        return view.lookupAll(".table-row-cell").stream()
                .map(Node::getAccessibleText)
                .filter(text -> text != null)
                .toList();
    }

    private Node banner(String id) {
        return view.lookup(id);
    }

    private Button button(String id) {
        layOut();
        return (Button) overlays.dialogs().lookup(id);
    }

    private List<String> texts() {
        layOut();
        return overlays.dialogs().lookupAll("*").stream()
                .filter(Labeled.class::isInstance)
                .map(node -> ((Labeled) node).getText())
                .filter(text -> text != null)
                .toList();
    }

    private List<String> flowing() {
        layOut();
        return overlays.dialogs().lookupAll(".text-flow").stream()
                .filter(RichText.class::isInstance)
                .map(node -> node.getAccessibleText().strip())
                .toList();
    }

    private static void press(Node target, KeyCode code) {
        target.fireEvent(
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
    }

    private static void type(Node target, String character) {
        target.fireEvent(
                new KeyEvent(
                        KeyEvent.KEY_TYPED,
                        character,
                        "",
                        KeyCode.UNDEFINED,
                        false,
                        false,
                        false,
                        false));
    }

    private final class Asked implements InstanceActions {
        @Override
        public void launch() {
            asked.add("launch");
        }

        @Override
        public void runJob() {
            asked.add("job");
        }

        @Override
        public void browseGpus() {
            asked.add("browse");
        }

        @Override
        public void openJob(RunId run) {
            asked.add("open " + run);
        }

        @Override
        public void openJupyter(JupyterLink link) {
            asked.add("jupyter " + link.url());
        }
    }
}
