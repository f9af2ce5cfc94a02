package gpudeck.view.wizard;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Messages;
import gpudeck.domain.job.JobSpec;
import gpudeck.testing.FxThreadExtension;
import gpudeck.testing.Samples;
import gpudeck.testing.WizardFixture;
import gpudeck.view.kit.ModalHost;
import gpudeck.view.kit.Theme;
import gpudeck.viewmodel.wizard.WizardDefaults;
import gpudeck.viewmodel.wizard.WizardViewModel;
import gpudeck.viewmodel.wizard.WizardViewModel.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(FxThreadExtension.class)
class WizardViewTest {

    @TempDir private Path output;

    private final WizardFixture fixture = new WizardFixture();
    private final ModalHost dialogs = new ModalHost();

    @SuppressWarnings("NullAway.Init")
    private Stage stage;

    @SuppressWarnings("NullAway.Init")
    private WizardViewModel model;

    @Test
    void walksFromAnEmptyWizardToAStartedJob() {
        open(WizardDefaults.empty(output));
        selectType(Samples.H100.name());
        press("#wizard-next");
        assertThat(text("#wizard-reason")).isEqualTo("Choose the project folder.");
        assertThat(button("#wizard-next").isDisabled()).isTrue();

        field("#wizard-folder").setText(fixture.project.toString());
        fixture.background.runAll();
        model.project().addScript("scripts/2_train.py");
        press("#wizard-next");
        field("#wizard-result").setText("outputs/**");
        field("#wizard-result").fireEvent(new javafx.event.ActionEvent());
        press("#wizard-next");
        assertThat(texts()).contains("Until you press Start, nothing is bought.");
        assertThat(fixture.started).isEmpty();
        press("#wizard-start");

        assertThat(dialogs.isOpen()).isFalse();
        assertThat(fixture.started).hasSize(1);
        var spec = fixture.started.getFirst();
        assertThat(spec.types()).containsExactly(Samples.H100.name());
        assertThat(spec.scripts())
                .containsExactly(new JobSpec.ScriptCall("scripts/2_train.py", List.of()));
        assertThat(spec.results()).containsExactly("outputs/**");
    }

    @Test
    void startsOnControlEnterFromTheReviewPageOnly() {
        open(prefilled());
        controlEnter();
        assertThat(fixture.started).isEmpty();

        press("#wizard-next");
        press("#wizard-next");
        press("#wizard-next");
        assertThat(stage.getScene().getFocusOwner()).isEqualTo(button("#wizard-back"));
        controlEnter();

        assertThat(fixture.started).hasSize(1);
    }

    @Test
    void typesAreNeverBlankWhenTheirOrderChanges() {
        open(prefilled());
        pulses();
        var blank = new ArrayList<String>();
        stage.getScene()
                .addPostLayoutPulseListener(() ->
                        nodes(Label.class, "#wizard-types .table-row-cell .label")
                                .filter(label -> !label.getText().isEmpty())
                                .filter(label -> label.getSkin() == null || label.getWidth() == 0)
                                .forEach(label -> blank.add(label.getText())));

        fixture.catalog.publish(fixture.offered(WizardFixture.B200, List.of(Samples.UTAH)));
        fixture.background.runAll();
        pulses();

        assertThat(texts()).contains("1\u00d7 B200");
        assertThat(blank).isEmpty();
    }

    @Test
    void sendsLessWhenAFolderIsUnchecked() {
        open(prefilled());
        press("#wizard-next");

        check("Send data").fire();
        fixture.background.runAll();

        assertThat(model.project().excluded()).containsExactly("data");
        assertThat(texts()).contains("201 files, 149 MB");
        assertThat(check("Send data").isSelected()).isFalse();
    }

    @Test
    void asksBeforeItThrowsAwayWhatWasTyped() {
        open(prefilled());
        press("#wizard-next");
        model.project().addScript("scripts/3_eval.py");

        escape();
        assertThat(texts()).contains("Close the new job?");
        escape();
        assertThat(texts()).contains("What runs?");

        escape();
        press("Throw it away");
        assertThat(dialogs.isOpen()).isFalse();
    }

    @Test
    void closesAtOnceWhenNothingWasTyped() {
        open(prefilled());

        escape();

        assertThat(dialogs.isOpen()).isFalse();
    }

    @Test
    void goesBackToAPageThroughTheList() {
        open(prefilled());
        press("#wizard-next");
        press("#wizard-next");

        press("GPU and region");

        assertThat(model.pageProperty().get()).isEqualTo(Page.PLACE);
    }

    private WizardDefaults prefilled() {
        var job = Samples.job(fixture.project, output);
        return WizardDefaults.of(
                new JobSpec(
                        job.name(),
                        job.types(),
                        job.region(),
                        job.sshKeyName(),
                        job.image(),
                        job.fileSystems(),
                        job.project(),
                        job.excluded(),
                        List.of(new JobSpec.ScriptCall("scripts/1_check.py", List.of())),
                        job.variables(),
                        job.results(),
                        job.output(),
                        job.onScriptFailure(),
                        job.waitForCapacity(),
                        job.limits()));
    }

    private void open(WizardDefaults defaults) {
        stage = new Stage();
        dialogs.setWindow(new StackPane());
        stage.setScene(new Scene(dialogs, 1200, 800));
        Theme.DARK.applyTo(stage.getScene());
        stage.show();
        model = fixture.open(defaults);
        fixture.settle();
        WizardView.open(model, Messages.load(), dialogs, (_, _) -> Optional.empty());
        layout();
    }

    private void layout() {
        dialogs.applyCss();
        dialogs.layout();
    }

    /// Lets the window be drawn a few times.
    private static void pulses() {
        var time = new PauseTransition(Duration.millis(300));
        time.setOnFinished(_ -> Platform.exitNestedEventLoop(time, ""));
        time.play();
        Platform.enterNestedEventLoop(time);
    }

    private void selectType(String name) {
        var table = (TableView<?>) dialogs.lookup("#wizard-types");
        var row =
                model.place().types().rows().stream()
                        .filter(r -> r.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        table.getSelectionModel().select(model.place().types().rows().indexOf(row));
    }

    private void press(String what) {
        layout();
        button(what).requestFocus(); // as the mouse does
        button(what).fire();
        layout();
    }

    private Button button(String what) {
        return what.startsWith("#")
                ? (Button) dialogs.lookup(what)
                : nodes(Button.class).stream()
                        .filter(b -> what.equals(b.getText()) || what.equals(b.getAccessibleText()))
                        .findFirst()
                        .orElseThrow();
    }

    private CheckBox check(String what) {
        return nodes(CheckBox.class).stream()
                .filter(c -> what.equals(c.getAccessibleText()))
                .findFirst()
                .orElseThrow();
    }

    private TextField field(String id) {
        return (TextField) dialogs.lookup(id);
    }

    private String text(String id) {
        return ((Labeled) dialogs.lookup(id)).getText();
    }

    private List<String> texts() {
        layout();
        return nodes(Labeled.class).stream().map(Labeled::getText).toList();
    }

    private <N extends Node> List<N> nodes(Class<N> kind) {
        layout();
        return nodes(kind, "*").toList();
    }

    private <N extends Node> Stream<N> nodes(Class<N> kind, String selector) {
        return dialogs.lookupAll(selector).stream().filter(kind::isInstance).map(kind::cast);
    }

    private void escape() {
        key(KeyCode.ESCAPE, false);
    }

    private void controlEnter() {
        key(KeyCode.ENTER, true);
    }

    private void key(KeyCode code, boolean control) {
        var focused = stage.getScene().getFocusOwner();
        Event.fireEvent(
                focused,
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, control, false, false));
        layout();
    }
}
