package gpudeck.view.instances;

import static gpudeck.testing.Machines.NOW;
import static gpudeck.testing.Machines.fleet;
import static gpudeck.testing.Machines.mine;
import static gpudeck.testing.Machines.stranger;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gpudeck.domain.cloud.InstanceStatus;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.Keeper;
import gpudeck.testing.FxThreadExtension;
import gpudeck.testing.Keyboard;
import gpudeck.testing.Machines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FxThreadExtension.class)
class InstancesViewTest {

    private final InstancesPage page = new InstancesPage();

    @Test
    void rowsSayInOneSentenceWhatTheyAre() {
        page.shown(1264, 800);
        page.fleet.publish(fleet(mine(1), stranger("other")));
        page.nodes.layOut();

        assertThat(page.sentences())
                .contains(
                        "mine-1, Running, 1× H100 80 GB PCIe, us-west-3, $3.29 per hour, $3.30 so"
                                + " far, lease ends in 11 h",
                        "other, Running, 1× H100 80 GB PCIe, us-west-3, $3.29 per hour, not"
                                + " started here, at least $3.29 so far");
    }

    @Test
    void aSentenceFollowsItsMachine() {
        page.shown(1264, 800);
        page.fleet.publish(fleet(mine(1)));
        page.nodes.layOut();

        page.fleet.publish(fleet(Machines.status(mine(1), InstanceStatus.UNHEALTHY)));

        assertThat(page.sentences()).anyMatch(text -> text.startsWith("mine-1, Unhealthy"));
    }

    @Test
    void selectionAndScrollSurviveAReadThatChangesEverything() {
        page.shown(1264, 600);
        page.fleet.publish(fleet(InstancesPage.many(1, 40)));
        page.nodes.layOut();
        page.select("mine-22", "mine-24");
        page.nodes.layOut();
        page.table().scrollTo(15);
        page.nodes.layOut();
        // A table settles where it was scrolled to in its second pulse.
        page.nodes.layOut();
        int first = page.flow().getFirstVisibleCell().getIndex();
        assertThat(first).isGreaterThan(10);

        page.fleet.publish(
                fleet(
                        Stream.of(InstancesPage.many(1, 40))
                                .map(m -> Machines.status(m, InstanceStatus.UNHEALTHY))
                                .toArray(FleetInstance[]::new)));
        page.ticker.tick(NOW.plusSeconds(1));
        page.nodes.layOut();

        assertThat(page.selected()).containsExactly("mine-22", "mine-24");
        assertThat(page.flow().getFirstVisibleCell().getIndex()).isEqualTo(first);
    }

    @Test
    void aChangeInARowLaysOutNoOther() {
        page.shown(1264, 800);
        page.fleet.publish(fleet(InstancesPage.many(1, 9)));
        page.nodes.layOut();
        page.nodes.layOut();
        var asked = new ArrayList<Boolean>();
        page.flow().needsLayoutProperty().subscribe(() -> asked.add(page.flow().isNeedsLayout()));

        page.fleet.publish(
                fleet(
                        Stream.of(InstancesPage.many(1, 9))
                                .map(m -> Machines.status(m, InstanceStatus.UNHEALTHY))
                                .toArray(FleetInstance[]::new)));
        page.nodes.layOut();

        assertThat(page.sentences()).anyMatch(text -> text.startsWith("mine-1, Unhealthy"));
        assertThat(asked).isEmpty();
    }

    @Test
    void theSelectionStaysOnItsRowsWhenOthersComeAndGo() {
        page.shown(1264, 800);
        page.fleet.publish(fleet(mine(1), mine(2), mine(3), stranger("other")));
        page.nodes.layOut();
        page.select("mine-1", "mine-3");

        page.fleet.publish(fleet(mine(9, NOW), mine(1), mine(3), stranger("other")));
        page.nodes.layOut();
        assertThat(page.selected()).containsExactly("mine-1", "mine-3");

        page.fleet.publish(fleet(mine(9, NOW), Machines.ended(mine(1), NOW), mine(3)));
        page.nodes.layOut();
        assertThat(page.selected()).containsExactlyInAnyOrder("mine-1", "mine-3");

        page.fleet.publish(fleet(mine(3)));
        page.nodes.layOut();
        assertThat(page.selected()).containsExactly("mine-3");
        assertThat(page.model.selected()).hasSize(1);
    }

    @Test
    void theArrowsPassTheHeadOfAGroup() {
        page.shown(1264, 800);
        page.fleet.publish(fleet(mine(1), stranger("other")));
        page.nodes.layOut();
        page.table().getSelectionModel().clearAndSelect(1);

        Keyboard.press(page.table(), KeyCode.DOWN);

        assertThat(page.selected()).containsExactly("other");
    }

    @Test
    void anOldListIsMarkedAndCanBeReadAgain() {
        page.shown(1264, 800);
        page.fleet.publish(fleet(mine(1)));
        page.nodes.layOut();
        assertThat(page.banner("#stale").isVisible()).isFalse();

        page.ticker.tick(NOW.plusSeconds(240));
        page.nodes.layOut();

        assertThat(page.banner("#stale").isVisible()).isTrue();
        assertThat(page.nodes.texts()).contains("was Running");
        ((Button) page.banner("#stale").lookup(".button")).fire();
        assertThat(page.asked).containsExactly("read");
    }

    @Test
    void aLaunchWithoutAnAnswerIsARowThatCannotBeEnded() {
        page.shown(1264, 800);
        page.fleet.publish(
                Machines.fleet(
                        List.of(), List.of(Machines.launch(1, true)), NOW, Optional.empty()));
        page.nodes.layOut();
        page.select("mine-1");
        page.nodes.layOut();

        assertThat(page.nodes.texts()).contains("Launch not confirmed", "no address yet");
        assertThat(page.nodes.button("#terminate").isDisabled()).isTrue();
        assertThat(page.nodes.flowing())
                .anyMatch(text -> text.contains("will not order a second one"));
    }

    @Test
    void nothingRunningOffersTheNextSteps() {
        page.shown(1264, 800);
        page.fleet.publish(fleet());
        page.nodes.layOut();

        assertThat(page.nodes.texts())
                .contains("Nothing is running", "Run a job…", "Launch an instance…");
        assertThat(page.nodes.flowing()).contains("You are paying $0.00/h for GPUs.");
    }

    @Test
    void inANarrowWindowTheJobLeavesFirstThenAgeThenAddress() {
        page.shown(1264, 800);
        page.fleet.publish(fleet(mine(1)));
        page.nodes.layOut();
        assertThat(page.columns()).endsWith("Lease left", "Job").contains("IP address", "Age");

        page.resize(1200);
        assertThat(page.widthOfColumns()).isLessThanOrEqualTo(1200);
        assertThat(page.columns()).doesNotContain("Job").contains("IP address", "Age");

        page.resize(1100);
        assertThat(page.columns()).doesNotContain("Age").contains("IP address");

        page.resize(972);
        assertThat(page.widthOfColumns()).isLessThanOrEqualTo(972);
        assertThat(page.columns())
                .containsExactly("Status", "Name", "Type", "Region", "$/h", "So far", "Lease left");
    }

    @Test
    void escapeClosesTheDetail() {
        page.shown(1264, 800);
        page.fleet.publish(fleet(mine(1)));
        page.nodes.layOut();
        page.select("mine-1");
        page.nodes.layOut();
        assertThat(page.view.lookup(".machine-detail")).isNotNull();

        Keyboard.press(page.table(), KeyCode.ESCAPE);

        assertThat(page.view.lookup(".machine-detail")).isNull();
        assertThat(page.selected()).isEmpty();
    }

    @Test
    void aLeaseIsABarWithItsTimeBesideIt() {
        page.shown(1264, 800);
        page.fleet.publish(
                fleet(
                        Machines.leased(mine(1), Duration.ofMinutes(29)),
                        Machines.leased(mine(2), Optional.empty()),
                        stranger("other")));
        page.nodes.layOut();

        assertThat(page.nodes.texts()).contains("29 min", "No lease");
        assertThat(page.view.lookupAll(".table-view .lease-bar")).hasSize(1);
        var track = page.view.lookup(".table-view .lease-bar > .track");
        var fill = page.view.lookup(".table-view .lease-bar > .track > .fill");
        assertThat(fill.getLayoutBounds().getWidth() / track.getLayoutBounds().getWidth())
                .isCloseTo(29 / 89.0, within(0.02));
        assertThat(fill.getStyleClass()).contains("tone-warning");
    }

    @Test
    void aLeaseIsExtendedWithTheKeyboardToo() {
        page.shown(1264, 800);
        page.fleet.publish(fleet(mine(1)));
        page.nodes.layOut();
        page.select("mine-1");
        assertThat(page.nodes.button("#extend").getTooltip().getText()).isEqualTo("+1 h, $3.29");

        page.nodes.button("#extend").requestFocus();
        Keyboard.strike(page.nodes.focused(), KeyCode.SPACE);
        page.background.runAll();

        assertThat(page.access.done()).containsExactly("extend mine-1 PT1H");
    }

    @Test
    void whatWasNotStartedHereHasNoLeaseToExtend() {
        page.shown(1264, 800);
        page.fleet.publish(fleet(stranger("other")));
        page.nodes.layOut();
        page.select("other");

        assertThat(page.nodes.button("#extend").isVisible()).isFalse();
    }

    @Test
    void whatWasLeftBehindIsEndedAfterAQuestionOrKept() {
        page.shown(1264, 800);
        page.heir.find(mine(1).id(), mine(2).id());
        page.fleet.publish(
                fleet(
                        Machines.kept(mine(1), Keeper.NOBODY),
                        Machines.kept(mine(2), Keeper.NOBODY)));
        page.background.runAll();
        page.nodes.layOut();
        assertThat(page.banner("#inherited").isVisible()).isTrue();
        assertThat(page.nodes.flowing())
                .contains(
                        "2 instances were left by a GPU Deck that ended without a word. $6.58/h,"
                                + " $6.60 so far.");

        page.nodes.button("#inherited-terminate").fire();
        page.background.runAll();
        assertThat(page.heir.done()).containsExactly("take over");
        page.nodes.button("#confirm-terminate").fire();
        page.background.runAll();

        assertThat(page.heir.done()).containsExactly("take over", "end mine-1", "end mine-2");
        assertThat(page.banner("#inherited").isVisible()).isFalse();
    }
}
