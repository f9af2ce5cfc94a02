package gpudeck.view.frame;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Cents;
import gpudeck.domain.Messages;
import gpudeck.domain.Signal;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.InstanceStatus;
import gpudeck.engine.Catalog;
import gpudeck.engine.custody.LeaseWarning;
import gpudeck.engine.fleet.Ending;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.fleet.Guard;
import gpudeck.testing.FxThreadExtension;
import gpudeck.testing.Keyboard;
import gpudeck.testing.Machines;
import gpudeck.testing.Samples;
import gpudeck.testing.ShownNodes;
import gpudeck.testing.StepwiseBackground;
import gpudeck.view.kit.FilterField;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.LiveCustody;
import gpudeck.viewmodel.Ticker;
import gpudeck.viewmodel.custody.LeaseNotices;
import gpudeck.viewmodel.frame.FrameViewModel;
import gpudeck.viewmodel.frame.Session;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

@ExtendWith(FxThreadExtension.class)
class FrameTest {

    private final List<String> asked = new ArrayList<>();
    private final Signal<Fleet> fleet = new Signal<>(Fleet.UNREAD);
    private final Ticker ticker = new Ticker(Samples.MORNING, ZoneOffset.UTC);
    private final StepwiseBackground background = new StepwiseBackground();
    private final Messages messages = Messages.load();
    private final TestPage first = new TestPage("first");
    private final TestPage second = new TestPage("second");
    private final TestPage settings = new TestPage("settings");
    private final LiveCustody custody = LiveCustody.unneeded();
    private final Live live =
            new Live(fleet, new Signal<>(Catalog.UNREAD), new Signal<>(List.of()), custody, ticker);
    private final Frame frame =
            new Frame(
                    new FrameViewModel(
                            live,
                            new Session(
                                    Optional.empty(),
                                    Optional.empty(),
                                    Duration.ofSeconds(5),
                                    "1.0"),
                            new Asked(),
                            background),
                    new LeaseNotices(
                            live,
                            (ids, by) -> asked.add("extend " + ids + " " + by),
                            ticker::now,
                            background),
                    List.of(first, second),
                    settings,
                    Overlays.create(messages),
                    messages,
                    new Asked());
    private final ShownNodes nodes = new ShownNodes(frame);

    @Test
    void aPageOpensWithTheFocusInItsMainPart() {
        shown(1440);

        Keyboard.press(nodes.focused(), KeyCode.DIGIT2, KeyCombination.CONTROL_DOWN);

        assertThat(frame.pageProperty().get()).isSameAs(second);
        assertThat(second.main.isFocused()).isTrue();
    }

    @Test
    void controlCommaOpensTheSettings() {
        shown(1440);

        Keyboard.press(nodes.focused(), KeyCode.COMMA, KeyCombination.CONTROL_DOWN);

        assertThat(frame.pageProperty().get()).isSameAs(settings);
    }

    @Test
    void slashGoesToTheFilterButNotWhileTyping() {
        shown(1440);

        Keyboard.type(nodes.focused(), "/");
        assertThat(first.filter.isFocused()).isTrue();

        Keyboard.type(nodes.focused(), "/");
        assertThat(first.filter.isFocused()).isTrue();
    }

    @Test
    void functionKeySixGoesRoundTheParts() {
        shown(1440);
        assertThat(first.main.isFocused()).isTrue();

        Keyboard.press(nodes.focused(), KeyCode.F6);
        assertThat(first.main.isFocused()).isFalse();

        Keyboard.press(nodes.focused(), KeyCode.F6);
        assertThat(first.main.isFocused()).isTrue();
    }

    @Test
    void terminateAllMineIsOfferedOnlyWhileSomethingOfMineRuns() {
        shown(1440);
        assertThat(nodes.button("Terminate all mine…").isDisabled()).isTrue();

        fleet.publish(running(Optional.empty()));

        assertThat(nodes.button("Terminate all mine…").isDisabled()).isFalse();
        nodes.button("Terminate all mine…").fire();
        assertThat(asked).containsExactly("terminate all");
    }

    @Test
    void anEndThatIsNotConfirmedRaisesTheAlarmBar() {
        shown(1440);
        assertThat(frame.lookup(".alarm-bar").isVisible()).isFalse();

        fleet.publish(running(Optional.of(new Ending(Samples.MORNING, 2, Optional.empty()))));
        ticker.tick(Samples.MORNING.plus(Ending.ALARM_AFTER));

        assertThat(frame.lookup(".alarm-bar").isVisible()).isTrue();
        nodes.button("Try again now").fire();
        background.runAll();
        assertThat(asked).containsExactly("terminate i-1");
    }

    @Test
    void aNarrowWindowHasARail() {
        shown(1024);

        assertThat(frame.lookup(".navigation").prefWidth(-1)).isEqualTo(52);
    }

    @Test
    void demoIsSaidOnEveryPage() {
        shown(1440);

        assertThat(frame.lookup(".demo-bar")).isNotNull();
    }

    @Test
    void noKeyOfTheWindowWorksUnderADialog() {
        shown(1440);
        Keyboard.press(nodes.focused(), KeyCode.F1);

        Keyboard.press(nodes.focused(), KeyCode.DIGIT2, KeyCombination.CONTROL_DOWN);

        assertThat(frame.pageProperty().get()).isSameAs(first);
    }

    @Test
    void aMissingGuardianIsAShieldThatIsOff() {
        shown(1440);
        custody.guard().publish(new Guard.State.Missing("it ended at once"));
        nodes.layOut();

        assertThat(nodes.texts())
                .contains(
                        "Guardian is off",
                        "Leases hold only while this window runs: it ended at once");
        var icon = nodes.one(FontIcon.class, ".guard .ikonli-font-icon");
        assertThat(icon.getIconCode()).isEqualTo(Feather.SHIELD_OFF);
        assertThat(icon.getStyleClass()).contains("tone-danger");
    }

    @Test
    void aLeaseThatEndsSoonIsSaidOverEveryPageAndExtendedThere() {
        shown(1440);
        assertThat(frame.lookup(".lease-notices").isVisible()).isFalse();
        var machine = Machines.leased(Machines.mine(1), Duration.ofMinutes(15));

        fleet.publish(Machines.fleet(machine));
        custody.warnings()
                .publish(
                        Optional.of(
                                new LeaseWarning(machine.id(), "mine-1", Duration.ofMinutes(15))));

        assertThat(nodes.flowing())
                .contains("The lease of mine-1 ends in 15 min. Add 1 h for $3.29?");
        assertThat(nodes.button("#notice-extend").getText()).isEqualTo("Add 1 h, $3.29");
        nodes.button("#notice-extend").fire();
        background.runAll();
        assertThat(asked).containsExactly("extend [mine-1] PT1H");
        nodes.button("#notice-dismiss").fire();
        assertThat(frame.lookup(".lease-notices").isVisible()).isFalse();
    }

    private void shown(double width) {
        nodes.show(width, 800);
        nodes.layOut();
        frame.open(first);
    }

    private static Fleet running(Optional<Ending> ending) {
        return new Fleet(
                List.of(
                        Machines.known(
                                Samples.instance("i-1", "llama", InstanceStatus.ACTIVE),
                                Optional.of(Samples.run(1)),
                                Optional.empty(),
                                Samples.MORNING,
                                ending,
                                Optional.empty())),
                Optional.of(Samples.MORNING),
                Duration.ofMillis(100),
                Optional.empty(),
                Cents.ZERO);
    }

    private static final class TestPage implements Page {

        private final String id;
        private final Button main = new Button("main");
        private final FilterField filter = new FilterField("filter");

        /// As most pages do: what is in it has no scene before the split pane has its skin.
        private final SplitPane root = new SplitPane(new VBox(filter, main));

        TestPage(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public String title() {
            return id;
        }

        @Override
        public Feather icon() {
            return Feather.CPU;
        }

        @Override
        public Node node() {
            return root;
        }

        @Override
        public List<Node> regions() {
            return List.of(main);
        }

        @Override
        public Optional<FilterField> filter() {
            return Optional.of(filter);
        }
    }

    private final class Asked implements FrameViewModel.Actions, Frame.Actions {

        @Override
        public Optional<Runnable> connect() {
            return Optional.empty();
        }

        @Override
        public void readNow() {
            asked.add("read");
        }

        @Override
        public void terminate(Collection<InstanceId> ids) {
            ids.forEach(id -> asked.add("terminate " + id.value()));
        }

        @Override
        public void terminateAllMine() {
            asked.add("terminate all");
        }

        @Override
        public void openLambdaConsole() {
            asked.add("console");
        }
    }
}
