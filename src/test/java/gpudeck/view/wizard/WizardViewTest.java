package gpudeck.view.wizard;

import static gpudeck.testing.Machines.fleet;
import static gpudeck.testing.Machines.mine;
import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Messages;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.JobSpec.Afterwards;
import gpudeck.domain.job.JobSpec.Machine;
import gpudeck.engine.keys.UsableKey;
import gpudeck.testing.FxThreadExtension;
import gpudeck.testing.Keyboard;
import gpudeck.testing.Machines;
import gpudeck.testing.Samples;
import gpudeck.testing.ShownNodes;
import gpudeck.testing.WizardFixture;
import gpudeck.view.kit.ModalHost;
import gpudeck.viewmodel.wizard.WizardDefaults;
import gpudeck.viewmodel.wizard.WizardViewModel;
import gpudeck.viewmodel.wizard.WizardViewModel.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(FxThreadExtension.class)
class WizardViewTest {

    @TempDir private Path output;

    private final WizardFixture fixture = new WizardFixture();
    private final ModalHost dialogs = new ModalHost();
    private final ShownNodes nodes = new ShownNodes(dialogs);

    @SuppressWarnings("NullAway.Init")
    private WizardViewModel model;

    @Test
    void walksFromAnEmptyWizardToAStartedJob() {
        open(WizardDefaults.empty(output));
        selectType(Samples.H100.name());
        press("#wizard-next");
        assertThat(nodes.one(Labeled.class, "#wizard-reason").getText())
                .isEqualTo("Choose the project folder.");
        assertThat(nodes.button("#wizard-next").isDisabled()).isTrue();

        nodes.one(TextField.class, "#wizard-folder").setText(fixture.project.toString());
        fixture.background.runAll();
        model.project().addScript("scripts/2_train.py");
        press("#wizard-next");
        nodes.one(TextField.class, "#wizard-result").setText("outputs/**");
        nodes.one(TextField.class, "#wizard-result").fireEvent(new javafx.event.ActionEvent());
        press("#wizard-next");
        assertThat(nodes.texts()).contains("Until you press Start, nothing is bought.");
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
        Keyboard.press(nodes.focused(), KeyCode.ENTER, KeyCombination.CONTROL_DOWN);
        assertThat(fixture.started).isEmpty();

        press("#wizard-next");
        press("#wizard-next");
        press("#wizard-next");
        assertThat(nodes.focused()).isEqualTo(nodes.button("#wizard-back"));
        Keyboard.press(nodes.focused(), KeyCode.ENTER, KeyCombination.CONTROL_DOWN);

        assertThat(fixture.started).hasSize(1);
    }

    @Test
    void typesAreNeverBlankWhenTheirOrderChanges() {
        open(prefilled());
        pulses();
        var blank = new ArrayList<String>();
        dialogs.getScene()
                .addPostLayoutPulseListener(() ->
                        dialogs.lookupAll("#wizard-types .table-row-cell .label").stream()
                                .filter(Label.class::isInstance)
                                .map(Label.class::cast)
                                .filter(label -> !label.getText().isEmpty())
                                .filter(label -> label.getSkin() == null || label.getWidth() == 0)
                                .forEach(label -> blank.add(label.getText())));

        fixture.catalog.publish(fixture.offered(WizardFixture.B200, List.of(Samples.UTAH)));
        fixture.background.runAll();
        pulses();

        assertThat(nodes.texts()).contains("1\u00d7 B200");
        assertThat(blank).isEmpty();
    }

    @Test
    void sendsLessWhenAFolderIsUnchecked() {
        open(prefilled());
        press("#wizard-next");

        check("Send data").fire();
        fixture.background.runAll();

        assertThat(model.project().excluded()).containsExactly("data");
        assertThat(nodes.texts()).contains("201 files, 149 MB");
        assertThat(check("Send data").isSelected()).isFalse();
    }

    @Test
    void asksBeforeItThrowsAwayWhatWasTyped() {
        open(prefilled());
        press("#wizard-next");
        model.project().addScript("scripts/3_eval.py");

        Keyboard.press(nodes.focused(), KeyCode.ESCAPE);
        assertThat(nodes.texts()).contains("Close the new job?");
        Keyboard.press(nodes.focused(), KeyCode.ESCAPE);
        assertThat(nodes.texts()).contains("What runs?");

        Keyboard.press(nodes.focused(), KeyCode.ESCAPE);
        press("Throw it away");
        assertThat(dialogs.isOpen()).isFalse();
    }

    @Test
    void closesAtOnceWhenNothingWasTyped() {
        open(prefilled());

        Keyboard.press(nodes.focused(), KeyCode.ESCAPE);

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

    @Test
    void saysWhatBecomesOfTheMachine() {
        open(prefilled());
        press("#wizard-next");
        press("#wizard-next");
        assertThat(radio("#wizard-afterwards-TERMINATE").isSelected()).isTrue();
        assertThat(nodes.texts()).contains("Its cost ends with the job.");

        radio("#wizard-afterwards-KEEP").fire();
        assertThat(nodes.texts())
                .contains(
                        "It goes on costing $1.29/h until then, or until you terminate it.",
                        "Stop trying after 30 min");
        press("#wizard-next");
        assertThat(nodes.texts())
                .contains(
                        "Keep",
                        "the machine runs on for the next job, $1.29/h until its lease ends")
                .doesNotContain("Terminate");
        assertThat(nodes.flowing())
                .anySatisfy(text -> assertThat(text).contains("At the end the machine is kept"))
                .noneSatisfy(text -> assertThat(text).contains("terminated"));
        press("#wizard-start");

        assertThat(fixture.started.getFirst().machine())
                .isEqualTo(new Machine(Optional.empty(), Afterwards.KEEP));
    }

    @Test
    void terminatesTheMachineUnlessItIsSaidToKeepIt() {
        open(prefilled());
        press("#wizard-next");
        press("#wizard-next");
        press("#wizard-next");

        assertThat(nodes.texts())
                .contains("Terminate", "and check that Lambda lists it as gone")
                .doesNotContain("Keep");
        assertThat(nodes.flowing())
                .anySatisfy(text -> assertThat(text).contains("the machine is terminated"));
    }

    @Test
    void runsOnAnInstanceThatIsThereAlready() {
        fixture.fleet.publish(fleet(mine(1)));
        open(prefilled().on(mine(1)));
        assertThat(nodes.texts()).contains("What runs?");

        press("#wizard-back");
        assertThat(nodes.all(Node.class, "#wizard-types")).isEmpty();
        assertThat(nodes.flowing())
                .contains(
                        "mine-1, 1\u00d7 H100 80 GB PCIe in us-west-3, $3.29/h. It costs that"
                                + " already, with or without this job. Its lease guards it: it is"
                                + " terminated at 18:59, in 11 h. GPU Deck connects with the key"
                                + " laptop, which it was launched with.");
        press("#wizard-next");
        press("#wizard-next");
        assertThat(nodes.all(Node.class, "#wizard-lease")).isEmpty();
        assertThat(nodes.flowing())
                .anySatisfy(
                        text -> assertThat(text).startsWith("Its lease ends at 18:59, in 11 h"));
        assertThat(radio("#wizard-afterwards-KEEP").isSelected()).isTrue();
        press("#wizard-next");
        assertThat(nodes.texts())
                .contains(
                        "Reuse",
                        "mine-1, 1\u00d7 H100 80 GB PCIe, us-west-3: it runs already, nothing is"
                                + " launched",
                        "$36.19",
                        "until its lease ends at 18:59, with or without this job",
                        "Start job on mine-1")
                .doesNotContain("Launch", "Boot and connect");
        press("#wizard-start");

        assertThat(fixture.started.getFirst().machine())
                .isEqualTo(new Machine(Optional.of(mine(1).id()), Afterwards.KEEP));
    }

    @Test
    void theReviewSaysWhenTheInstanceIsOver() {
        fixture.fleet.publish(fleet(mine(1)));
        open(prefilled().on(mine(1)));
        press("#wizard-next");
        press("#wizard-next");

        fixture.fleet.publish(fleet(Machines.ended(mine(1), Machines.NOW)));

        assertThat(nodes.one(Labeled.class, "#wizard-reason").getText())
                .startsWith("mine-1 does not run any more.");
        assertThat(nodes.button("#wizard-start").isDisabled()).isTrue();
    }

    @Test
    void asksForThePassphraseOfTheInstancesKey() {
        fixture.keys.found.clear();
        fixture.keys.found.add(new UsableKey(Samples.LAPTOP_KEY, "id_ed25519", true));
        fixture.fleet.publish(fleet(mine(1)));
        open(prefilled().on(mine(1)));
        press("#wizard-back");

        assertThat(nodes.one(Node.class, "#ssh-passphrase").getParent().isVisible()).isTrue();
        assertThat(nodes.one(Labeled.class, "#wizard-reason").getText())
                .isEqualTo("The key laptop needs its passphrase.");
    }

    private RadioButton radio(String id) {
        return nodes.one(RadioButton.class, id);
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
                        job.limits(),
                        job.holding(),
                        job.machine(),
                        job.gpuCheck()));
    }

    private void open(WizardDefaults defaults) {
        dialogs.setWindow(new StackPane());
        nodes.show(1200, 800);
        model = fixture.open(defaults);
        fixture.settle();
        WizardView.open(model, Messages.load(), dialogs, (_, _) -> Optional.empty());
        nodes.layOut();
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
        var button = nodes.button(what);
        button.requestFocus(); // as the mouse does
        button.fire();
        nodes.layOut();
    }

    private CheckBox check(String what) {
        return nodes.all(CheckBox.class, "*")
                .filter(c -> what.equals(c.getAccessibleText()))
                .findFirst()
                .orElseThrow();
    }
}
