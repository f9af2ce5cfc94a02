package gpudeck.view.launch;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.CloudError;
import gpudeck.domain.Messages;
import gpudeck.domain.Signal;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.LaunchOutcome;
import gpudeck.domain.cloud.LaunchRequest;
import gpudeck.domain.cloud.TypeOffer;
import gpudeck.engine.Catalog;
import gpudeck.engine.fleet.Fleet;
import gpudeck.testing.FakeCloud;
import gpudeck.testing.FxThreadExtension;
import gpudeck.testing.Samples;
import gpudeck.testing.StepwiseBackground;
import gpudeck.testing.WizardFixture;
import gpudeck.view.frame.Overlays;
import gpudeck.view.kit.RichText;
import gpudeck.view.kit.Theme;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.Ticker;
import gpudeck.viewmodel.launch.LaunchViewModel;
import gpudeck.viewmodel.launch.LaunchWish;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FxThreadExtension.class)
class LaunchDialogTest {

    private static final LaunchOutcome CREATED = new LaunchOutcome.Created(new InstanceId("i-1"));

    private final Messages messages = Messages.load();
    private final Signal<Catalog> catalog = new Signal<>(offered());
    private final StepwiseBackground background = new StepwiseBackground();
    private final List<LaunchRequest> sent = new ArrayList<>();
    private final Queue<LaunchOutcome> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final Overlays overlays = Overlays.create(messages);

    @Test
    void saysThePriceAndThatItRunsUntilItIsTerminated() {
        open(here());

        assertThat(flowing()).contains("It runs, and costs $3.29/h, until you terminate it.");
        assertThat(button("launch-go").getText()).isEqualTo("Launch, $3.29/h");
        assertThat(overlays.dialogs().lookup("#launch-type")).isNull();
    }

    @Test
    void anotherTypeHasAnotherPrice() {
        open(LaunchWish.any(Optional.empty()));
        assertThat(button("launch-go").getText()).isEqualTo("Launch, $1.29/h");

        choice("launch-type").setValue(Samples.H100.name());

        assertThat(button("launch-go").getText()).isEqualTo("Launch, $3.29/h");
        assertThat(choice("launch-region").getValue()).isEqualTo(Samples.UTAH);
    }

    @Test
    void whatIsCreatedIsToldAndShown() {
        open(here());
        ((TextField) overlays.dialogs().lookup("#launch-name")).setText("eval");
        answers.add(CREATED);

        button("launch-go").fire();
        assertThat(button("launch-go").isDisabled()).isTrue();
        background.runAll();

        assertThat(sent).hasSize(1);
        assertThat(overlays.dialogs().isOpen()).isFalse();
        assertThat(asked).containsExactly("instances");
        assertThat(toasts()).containsExactly("eval is starting. $3.29/h until you terminate it.");
    }

    @Test
    void enterInAFieldBuysNothingButControlEnterDoes() {
        open(here());
        answers.add(CREATED);

        press(KeyCode.ENTER, false);
        background.runAll();
        assertThat(sent).isEmpty();

        press(KeyCode.ENTER, true);
        background.runAll();
        assertThat(sent).hasSize(1);
    }

    @Test
    void aRefusalKeepsTheDialogAndWhatWasTyped() {
        open(here());
        ((TextField) overlays.dialogs().lookup("#launch-name")).setText("eval");
        answers.add(new LaunchOutcome.Refused(new CloudError.NoCapacity("none", Optional.empty())));

        button("launch-go").fire();
        background.runAll();

        assertThat(overlays.dialogs().isOpen()).isTrue();
        assertThat(overlays.dialogs().lookup("#launch-refused").isVisible()).isTrue();
        assertThat(flowing()).anyMatch(text -> text.startsWith("Nothing was bought."));
        assertThat(((TextField) overlays.dialogs().lookup("#launch-name")).getText())
                .isEqualTo("eval");
        assertThat(button("launch-go").isDisabled()).isFalse();
        assertThat(asked).isEmpty();
    }

    @Test
    void withoutAnAnswerNoSecondCanBeOrdered() {
        open(here());
        answers.add(new LaunchOutcome.Unknown(FakeCloud.TIMED_OUT));

        button("launch-go").fire();
        background.runAll();

        assertThat(overlays.dialogs().lookup("#launch-go")).isNull();
        assertThat(flowing()).anyMatch(text -> text.contains("will not order a second one"));
        button("launch-show").fire();
        assertThat(asked).containsExactly("instances");
        assertThat(overlays.dialogs().isOpen()).isFalse();
    }

    @Test
    void closingWhileItIsSentStillTellsTheAnswer() {
        open(here());
        answers.add(CREATED);
        button("launch-go").fire();

        press(KeyCode.ESCAPE, false);
        assertThat(overlays.dialogs().isOpen()).isFalse();
        background.runAll();

        assertThat(sent).hasSize(1);
        assertThat(toasts()).hasSize(1);
        assertThat(asked).isEmpty();
    }

    @Test
    void aRegionThatSellsOutIsSaid() {
        open(here());

        catalog.publish(
                new Catalog(
                        List.of(new TypeOffer(Samples.H100, List.of())),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.of(Samples.MORNING),
                        Optional.empty()));

        assertThat(button("launch-go").isDisabled()).isTrue();
        assertThat(((Label) overlays.dialogs().lookup("#launch-reason")).getText())
                .contains("sold out in us-west-3");
    }

    private static LaunchWish here() {
        return LaunchWish.of(
                new TypeOffer(Samples.H100, List.of(Samples.UTAH)),
                Optional.of(Samples.UTAH),
                Optional.empty());
    }

    private void open(LaunchWish wish) {
        var stage = new Stage();
        overlays.dialogs().setWindow(new StackPane(new Button("behind"), overlays.toasts()));
        stage.setScene(new Scene(overlays.dialogs(), 1024, 700));
        Theme.DARK.applyTo(stage.getScene());
        stage.show();
        LaunchDialog.open(
                new LaunchViewModel(
                        wish,
                        new Live(
                                new Signal<>(Fleet.UNREAD),
                                catalog,
                                new Signal<>(List.of()),
                                new Ticker(Samples.MORNING, ZoneOffset.UTC)),
                        request -> {
                            sent.add(request);
                            return answers.remove();
                        },
                        new WizardFixture.Keys(),
                        background),
                messages,
                overlays,
                () -> asked.add("instances"));
        background.runAll();
    }

    private Button button(String id) {
        layOut();
        return (Button) overlays.dialogs().lookup("#" + id);
    }

    @SuppressWarnings("unchecked")
    private ComboBox<Object> choice(String id) {
        layOut();
        return (ComboBox<Object>) overlays.dialogs().lookup("#" + id);
    }

    private List<String> flowing() {
        layOut();
        return overlays.dialogs().lookupAll(".text-flow").stream()
                .filter(RichText.class::isInstance)
                .map(node -> node.getAccessibleText().strip())
                .toList();
    }

    private List<String> toasts() {
        layOut();
        return overlays.toasts().lookupAll(".text-flow").stream()
                .map(node -> node.getAccessibleText().strip())
                .toList();
    }

    private void layOut() {
        overlays.dialogs().applyCss();
        overlays.dialogs().layout();
    }

    private void press(KeyCode code, boolean control) {
        layOut();
        overlays.dialogs()
                .getScene()
                .getFocusOwner()
                .fireEvent(
                        new KeyEvent(
                                KeyEvent.KEY_PRESSED, "", "", code, false, control, false, false));
    }

    private static Catalog offered() {
        return new Catalog(
                List.of(
                        new TypeOffer(Samples.A10, List.of(Samples.TEXAS)),
                        new TypeOffer(Samples.H100, List.of(Samples.UTAH))),
                List.of(Samples.TEXAS, Samples.UTAH),
                List.of(),
                List.of(),
                List.of(),
                Optional.of(Samples.MORNING),
                Optional.empty());
    }
}
