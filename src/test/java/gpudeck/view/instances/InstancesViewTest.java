package gpudeck.view.instances;

import static gpudeck.testing.Machines.NOW;
import static gpudeck.testing.Machines.fleet;
import static gpudeck.testing.Machines.mine;
import static gpudeck.testing.Machines.stranger;
import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.cloud.InstanceStatus;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.testing.FxThreadExtension;
import gpudeck.testing.Keyboard;
import gpudeck.testing.Machines;
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
                                + " far",
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
        assertThat(page.columns()).endsWith("Job").contains("IP address", "Age");

        page.resize(972);
        assertThat(page.columns()).doesNotContain("Job").contains("IP address", "Age");

        page.resize(850);
        assertThat(page.columns()).doesNotContain("Age").contains("IP address");

        page.resize(780);
        assertThat(page.columns())
                .containsExactly("Status", "Name", "Type", "Region", "$/h", "So far");
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
}
