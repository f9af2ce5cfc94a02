package gpudeck.viewmodel.custody;

import static gpudeck.testing.Machines.NOW;
import static gpudeck.testing.Machines.fleet;
import static gpudeck.testing.Machines.mine;
import static gpudeck.testing.Machines.stranger;
import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Messages;
import gpudeck.domain.Signal;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.Catalog;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.Keeper;
import gpudeck.testing.KnownHeir;
import gpudeck.testing.Machines;
import gpudeck.testing.StepwiseBackground;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.LiveCustody;
import gpudeck.viewmodel.Ticker;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InheritanceViewModelTest {

    private final Messages messages = Messages.load();
    private final Signal<Fleet> fleet = new Signal<>(fleet());
    private final LiveCustody custody = LiveCustody.unneeded();
    private final KnownHeir heir = new KnownHeir(custody.undecided());
    private final StepwiseBackground background = new StepwiseBackground();
    private final List<InstanceId> kept = new ArrayList<>();
    private Abandoned wish = Abandoned.ASK;
    private final InheritanceViewModel model =
            new InheritanceViewModel(
                    new Live(
                            fleet,
                            new Signal<>(Catalog.UNREAD),
                            new Signal<>(List.of()),
                            custody,
                            new Ticker(NOW, ZoneOffset.UTC)),
                    heir,
                    () -> wish,
                    kept::addAll,
                    background);

    @Test
    void takesOverWhatNobodyAnswersForAndAsks() {
        assertThat(model.inheritedProperty().get()).isEmpty();

        takeOverTwo();

        assertThat(heir.done()).containsExactly("take over");
        var inherited = model.inheritedProperty().get().orElseThrow();
        assertThat(messages.text(inherited.lead()))
                .isEqualTo("2 instances were left by a GPU Deck that ended without a word.");
        assertThat(messages.text(inherited.text())).isEqualTo("$6.58/h, $6.60 so far.");
        assertThat(messages.text(model.endingQuestion().orElseThrow().question()))
                .isEqualTo("Terminate 2 instances?");
    }

    @Test
    void leavesAloneWhatSomebodyAnswersFor() {
        fleet.publish(
                fleet(
                        mine(1),
                        Machines.kept(mine(2), Keeper.ITS_LEASE),
                        Machines.kept(mine(3), Keeper.ANOTHER_PROGRAM),
                        stranger("other")));
        background.runAll();

        assertThat(heir.done()).isEmpty();
    }

    @Test
    void endsThemIfTheUserSaysSo() {
        takeOverTwo();

        model.end();
        background.runAll();

        assertThat(heir.done()).containsExactly("take over", "end mine-1", "end mine-2");
        assertThat(model.inheritedProperty().get()).isEmpty();
    }

    @Test
    void keepsThemIfTheUserSaysSo() {
        takeOverTwo();

        model.keep();
        background.runAll();

        assertThat(heir.done()).containsExactly("take over", "keep mine-1", "keep mine-2");
        assertThat(kept).extracting(InstanceId::value).containsExactly("mine-1", "mine-2");
    }

    @Test
    void doesWhatTheSettingsSayWithoutAQuestionAndTellsIt() {
        wish = Abandoned.TERMINATE;

        takeOverTwo();

        assertThat(heir.done()).containsExactly("take over", "end mine-1", "end mine-2");
        assertThat(model.newsProperty().get().map(n -> messages.text(n.text())))
                .contains("They are being terminated, as the settings say. That stops $6.58/h.");
    }

    @Test
    void keepsThemWithoutAQuestionIfTheSettingsSaySo() {
        wish = Abandoned.KEEP;

        takeOverTwo();

        assertThat(heir.done()).containsExactly("take over", "keep mine-1", "keep mine-2");
        assertThat(kept).extracting(InstanceId::value).containsExactly("mine-1", "mine-2");
    }

    @Test
    void aDecisionThatCannotBeKeptStaysOpenAndSaysWhy() {
        takeOverTwo();
        heir.breakDown();

        model.keep();
        background.runAll();

        var inherited = model.inheritedProperty().get().orElseThrow();
        assertThat(inherited.problem().map(messages::text).orElse(""))
                .contains("Something went wrong inside GPU Deck");
        assertThat(model.newsProperty().get()).isEmpty();
    }

    @Test
    void whatEndsMeanwhileIsNoLongerAskedAbout() {
        takeOverTwo();

        fleet.publish(fleet(mine(1), Machines.ended(mine(2), NOW)));

        assertThat(model.inheritedProperty().get().orElseThrow().ids())
                .containsExactly(mine(1).id());
    }

    private void takeOverTwo() {
        heir.find(mine(1).id(), mine(2).id());
        fleet.publish(fleet(nobodys(mine(1)), nobodys(mine(2))));
        background.runAll();
    }

    private static FleetInstance nobodys(FleetInstance machine) {
        return Machines.kept(machine, Keeper.NOBODY);
    }
}
