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
import gpudeck.testing.Keyboard;
import gpudeck.testing.Samples;
import gpudeck.testing.ShownNodes;
import gpudeck.testing.StepwiseBackground;
import gpudeck.testing.WizardFixture;
import gpudeck.view.frame.Overlays;
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
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.StackPane;
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
    private final ShownNodes nodes = new ShownNodes(overlays.dialogs());
    private final ShownNodes toasts = new ShownNodes(overlays.toasts());

    @Test
    void saysThePriceAndThatItRunsUntilItIsTerminated() {
        open(here());

        assertThat(nodes.flowing())
                .contains(
                        "It runs, and costs $3.29/h, until you terminate it or its lease ends: at"
                                + " most $39.48.");
        assertThat(nodes.button("#launch-go").getText()).isEqualTo("Launch, $3.29/h");
        assertThat(overlays.dialogs().lookup("#launch-type")).isNull();
    }

    @Test
    void anotherTypeHasAnotherPrice() {
        open(LaunchWish.any(Optional.empty()));
        assertThat(nodes.button("#launch-go").getText()).isEqualTo("Launch, $1.29/h");

        choice("launch-type").setValue(Samples.H100.name());

        assertThat(nodes.button("#launch-go").getText()).isEqualTo("Launch, $3.29/h");
        assertThat(choice("launch-region").getValue()).isEqualTo(Samples.UTAH);
    }

    @Test
    void whatIsCreatedIsToldAndShown() {
        open(here());
        nodes.one(TextField.class, "#launch-name").setText("eval");
        answers.add(CREATED);

        nodes.button("#launch-go").fire();
        assertThat(nodes.button("#launch-go").isDisabled()).isTrue();
        background.runAll();

        assertThat(sent).hasSize(1);
        assertThat(overlays.dialogs().isOpen()).isFalse();
        assertThat(asked).containsExactly("instances");
        assertThat(toasts.flowing())
                .containsExactly(
                        "eval is starting. $3.29/h until you terminate it or its lease ends: at"
                                + " most $39.48.");
    }

    @Test
    void enterInAFieldBuysNothingButControlEnterDoes() {
        open(here());
        answers.add(CREATED);

        Keyboard.press(nodes.focused(), KeyCode.ENTER);
        background.runAll();
        assertThat(sent).isEmpty();

        Keyboard.press(nodes.focused(), KeyCode.ENTER, KeyCombination.CONTROL_DOWN);
        background.runAll();
        assertThat(sent).hasSize(1);
    }

    @Test
    void aRefusalKeepsTheDialogAndWhatWasTyped() {
        open(here());
        nodes.one(TextField.class, "#launch-name").setText("eval");
        answers.add(new LaunchOutcome.Refused(new CloudError.NoCapacity("none", Optional.empty())));

        nodes.button("#launch-go").fire();
        background.runAll();

        assertThat(overlays.dialogs().isOpen()).isTrue();
        assertThat(overlays.dialogs().lookup("#launch-refused").isVisible()).isTrue();
        assertThat(nodes.flowing()).anyMatch(text -> text.startsWith("Nothing was bought."));
        assertThat(nodes.one(TextField.class, "#launch-name").getText()).isEqualTo("eval");
        assertThat(nodes.button("#launch-go").isDisabled()).isFalse();
        assertThat(asked).isEmpty();
    }

    @Test
    void withoutAnAnswerNoSecondCanBeOrdered() {
        open(here());
        answers.add(new LaunchOutcome.Unknown(FakeCloud.TIMED_OUT));

        nodes.button("#launch-go").fire();
        background.runAll();

        assertThat(overlays.dialogs().lookup("#launch-go")).isNull();
        assertThat(nodes.flowing()).anyMatch(text -> text.contains("will not order a second one"));
        nodes.button("#launch-show").fire();
        assertThat(asked).containsExactly("instances");
        assertThat(overlays.dialogs().isOpen()).isFalse();
    }

    @Test
    void closingWhileItIsSentStillTellsTheAnswer() {
        open(here());
        answers.add(CREATED);
        nodes.button("#launch-go").fire();

        Keyboard.press(nodes.focused(), KeyCode.ESCAPE);
        assertThat(overlays.dialogs().isOpen()).isFalse();
        background.runAll();

        assertThat(sent).hasSize(1);
        assertThat(toasts.flowing()).hasSize(1);
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

        assertThat(nodes.button("#launch-go").isDisabled()).isTrue();
        assertThat(nodes.one(Label.class, "#launch-reason").getText())
                .contains("sold out in us-west-3");
    }

    @Test
    void theLeaseAndTheMoneyLimitChangeWhatItCostsAtMost() {
        open(here());

        nodes.one(TextField.class, "#launch-money").setText("5");
        assertThat(nodes.flowing()).anyMatch(text -> text.endsWith("at most $5.00."));

        nodes.one(TextField.class, "#launch-money").setText("five");
        assertThat(nodes.button("#launch-go").isDisabled()).isTrue();
        assertThat(nodes.texts())
                .anyMatch(text -> text.startsWith("The money limit \"five\" is not an amount."));
    }

    private static LaunchWish here() {
        return LaunchWish.of(
                new TypeOffer(Samples.H100, List.of(Samples.UTAH)),
                Optional.of(Samples.UTAH),
                Optional.empty());
    }

    private void open(LaunchWish wish) {
        overlays.dialogs().setWindow(new StackPane(new Button("behind"), overlays.toasts()));
        nodes.show(1024, 700);
        LaunchDialog.open(
                new LaunchViewModel(
                        wish,
                        new Live(
                                new Signal<>(Fleet.UNREAD),
                                catalog,
                                new Signal<>(List.of()),
                                new Ticker(Samples.MORNING, ZoneOffset.UTC)),
                        (request, _) -> {
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

    @SuppressWarnings("unchecked")
    private ComboBox<Object> choice(String id) {
        return nodes.one(ComboBox.class, "#" + id);
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
