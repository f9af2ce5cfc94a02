package gpudeck.viewmodel.instances;

import static gpudeck.testing.Machines.NOW;
import static gpudeck.testing.Machines.fleet;
import static gpudeck.testing.Machines.mine;
import static gpudeck.testing.Machines.stranger;
import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.CloudError;
import gpudeck.domain.Messages;
import gpudeck.domain.Signal;
import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.InstanceStatus;
import gpudeck.engine.Catalog;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.Keeper;
import gpudeck.testing.KnownFleet;
import gpudeck.testing.Machines;
import gpudeck.testing.StepwiseBackground;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.Notice;
import gpudeck.viewmodel.Ticker;
import gpudeck.viewmodel.frame.Session;
import gpudeck.viewmodel.instances.InstanceRow.HeadRow;
import gpudeck.viewmodel.instances.InstanceRow.MachineRow;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InstancesViewModelTest {

    private static final CloudError SILENCE = new CloudError.Unreachable("cloud.example", "reset");

    private final Messages messages = Messages.load();
    private final Signal<Fleet> fleet = new Signal<>(Fleet.UNREAD);
    private final Ticker ticker = new Ticker(NOW, ZoneOffset.UTC);
    private final StepwiseBackground background = new StepwiseBackground();
    private final KnownFleet access = new KnownFleet();
    private final InstancesViewModel model =
            new InstancesViewModel(
                    new Live(fleet, new Signal<>(Catalog.UNREAD), new Signal<>(List.of()), ticker),
                    new Session(
                            Optional.of("9f3c"), Optional.empty(), Duration.ofSeconds(5), "1.0"),
                    access,
                    background);

    @Test
    void nothingIsClaimedBeforeTheFirstRead() {
        assertThat(model.stateProperty().get()).isEqualTo(InstancesViewModel.State.LOADING);
        assertThat(text(model.summaryProperty().get())).isEqualTo("Reading from Lambda…");

        fleet.publish(fleet());

        assertThat(model.stateProperty().get()).isEqualTo(InstancesViewModel.State.EMPTY);
        assertThat(text(model.summaryProperty().get())).isEqualTo("none running");
    }

    @Test
    void mineComeFirstNewestAboveThenOthersThenWhatEnded() {
        fleet.publish(
                fleet(
                        stranger("other"),
                        mine(1, NOW.minusSeconds(7200)),
                        mine(2, NOW.minusSeconds(60)),
                        Machines.ended(mine(3), NOW.minusSeconds(9))));

        assertThat(lines())
                .containsExactly(
                        "Started here: 2 instances, $6.58/h, $6.64 so far",
                        "mine-2",
                        "mine-1",
                        "Not started here: 1 instance, $3.29/h, at least $3.29 so far. GPU Deck"
                                + " never ends these by itself",
                        "other",
                        "Ended today: 1 instance",
                        "mine-3");
        assertThat(text(model.summaryProperty().get())).isEqualTo("3 running, $9.87/h in all");
    }

    @Test
    void whatEndedYesterdayIsNotShown() {
        fleet.publish(fleet(mine(1), Machines.ended(mine(2), NOW.minus(Duration.ofHours(9)))));

        assertThat(lines()).doesNotContain("mine-2");
    }

    @Test
    void lowerBoundsAreMarked() {
        fleet.publish(fleet(mine(1), stranger("other")));

        assertThat(row("mine-1").facts().soFarWords()).isEqualTo("$3.30");
        assertThat(row("other").facts().soFarWords()).isEqualTo("≥ $3.29");
        assertThat(row("other").facts().ageWords()).isEqualTo("≥ 1 h");
    }

    @Test
    void aRowStaysTheSameAndSelectedWhileItsMachineChanges() {
        fleet.publish(fleet(mine(1), mine(2)));
        var row = row("mine-1");
        model.select(List.of(row));

        fleet.publish(fleet(mine(3), Machines.status(mine(1), InstanceStatus.UNHEALTHY), mine(2)));

        assertThat(row("mine-1")).isSameAs(row);
        assertThat(model.selected()).containsExactly(row);
        assertThat(text(row.facts().status().word())).isEqualTo("Unhealthy");
        assertThat(model.selectionProperty().get().only()).contains(row.facts());
    }

    @Test
    void aLaunchHandsItsRowOverToTheMachineItMade() {
        fleet.publish(launching(true));
        var row = row("mine-1");
        model.select(List.of(row));
        assertThat(text(row.facts().status().word())).isEqualTo("Launch not confirmed");

        fleet.publish(fleet(mine(1)));

        assertThat(row("mine-1")).isSameAs(row);
        assertThat(model.selected()).containsExactly(row);
        assertThat(model.newsProperty().get()).isEmpty();
    }

    @Test
    void twoMachinesOfOneLaunchHaveARowEach() {
        fleet.publish(launching(true));
        var row = row("mine-1");
        var second =
                new FleetInstance(
                        mine(2).instance(),
                        mine(1).run(),
                        Optional.empty(),
                        NOW,
                        Keeper.THIS_PROGRAM,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());

        fleet.publish(fleet(mine(1), second));

        assertThat(row("mine-1")).isSameAs(row);
        assertThat(names()).containsExactlyInAnyOrder("mine-1", "mine-2");
    }

    @Test
    void aLaunchThatLeftNoMachineIsTold() {
        fleet.publish(launching(true));

        fleet.publish(fleet());

        assertThat(told(model.newsProperty().get()))
                .startsWith("The launch of mine-1 made no machine.");
    }

    @Test
    void amountsTickWithoutARead() {
        fleet.publish(fleet(mine(1, NOW)));

        ticker.tick(NOW.plusSeconds(10));

        assertThat(row("mine-1").facts().age()).isEqualTo("10 s");
        assertThat(text(heads().getFirst().textProperty().get()))
                .isEqualTo("1 instance, $3.29/h, $0.01 so far");
    }

    @Test
    void aRowTellsWhoLooksAtItOnlyOfWhatIsDifferent() {
        fleet.publish(fleet(mine(1)));
        var told = new ArrayList<String>();
        row("mine-1").factsProperty().addListener(_ -> told.add(row("mine-1").facts().age()));

        fleet.publish(fleet(mine(1)));
        ticker.tick(NOW.plusSeconds(1));
        assertThat(told).isEmpty();

        ticker.tick(NOW.plusSeconds(120));
        assertThat(told).containsExactly("1 h 2 m");
    }

    @Test
    void anOldListKeepsItsRowsAndSaysFromWhenItIs() {
        fleet.publish(fleet(mine(1)));
        fleet.publish(Machines.fleet(List.of(mine(1)), List.of(), NOW, Optional.of(SILENCE)));
        assertThat(model.staleProperty().get()).isEmpty();

        ticker.tick(NOW.plusSeconds(240));

        assertThat(text(row("mine-1").facts().status().word())).isEqualTo("was Running");
        assertThat(told(model.staleProperty().get()))
                .isEqualTo(
                        "No answer from Lambda for 4 min. This list is from 08:00:00. Machines"
                                + " keep running and costing $3.29/h.");
        model.select(List.of(row("mine-1")));
        assertThat(model.selectionProperty().get().canTerminate()).isTrue();
    }

    @Test
    void wordsAndOwnershipFilter() {
        fleet.publish(fleet(mine(1), mine(2), stranger("other")));

        model.whoseProperty().set(Whose.MINE);
        assertThat(names()).containsExactly("mine-1", "mine-2");

        model.wordsProperty().set("INE-2");
        assertThat(names()).containsExactly("mine-2");

        model.whoseProperty().set(Whose.NOT_STARTED_HERE);
        assertThat(model.stateProperty().get()).isEqualTo(InstancesViewModel.State.NOTHING_FITS);

        model.clearFilter();
        assertThat(names()).hasSize(3);
    }

    @Test
    void strangersAreMentionedUntilTheyAreKnown() {
        fleet.publish(fleet(stranger("other")));
        assertThat(text(model.strangersProperty().get().orElseThrow().lead()))
                .isEqualTo("1 instance was not started here.");

        model.strangersAreKnown();
        assertThat(model.strangersProperty().get()).isEmpty();

        fleet.publish(fleet(stranger("other"), stranger("another")));
        assertThat(model.strangersProperty().get().orElseThrow().ids())
                .containsExactly(stranger("another").id());
    }

    @Test
    void severalOfMineAreEndedAtOnceAndTheNextRowIsSelected() {
        fleet.publish(fleet(mine(1), mine(2), mine(3)));
        model.select(List.of(row("mine-1"), row("mine-2")));

        model.terminateSelected();

        assertThat(access.ended()).containsExactly(mine(1).id(), mine(2).id());
        assertThat(model.selected()).containsExactly(row("mine-3"));
    }

    @Test
    void whatWasNotStartedHereIsEndedOnlyByItself() {
        fleet.publish(fleet(mine(1), stranger("other")));

        model.select(List.of(row("mine-1"), row("other")));
        assertThat(text(model.selectionProperty().get().whyNotTerminate().orElseThrow()))
                .isEqualTo("Not started here: end these one by one");
        assertThat(model.endingQuestion()).isEmpty();
        model.terminateSelected();
        assertThat(access.ended()).isEmpty();

        model.select(List.of(row("other")));
        model.terminateSelected();
        assertThat(access.ended()).containsExactly(stranger("other").id());
    }

    @Test
    void aLaunchWithoutAMachineCannotBeEnded() {
        fleet.publish(launching(false));

        model.select(List.of(row("mine-1")));

        assertThat(model.selectionProperty().get().canTerminate()).isFalse();
        assertThat(model.selectionProperty().get().canRename()).isFalse();
    }

    @Test
    void whatEndsCanOnlyBeAskedAgain() {
        fleet.publish(fleet(Machines.ending(mine(1), NOW.minusSeconds(200))));
        model.select(List.of(row("mine-1")));
        var chosen = model.selectionProperty().get();

        assertThat(chosen.isEnding()).isTrue();
        assertThat(chosen.canRestart()).isFalse();
        assertThat(chosen.canConnect()).isFalse();
        assertThat(chosen.jupyter()).isEmpty();
        assertThat(text(model.summaryProperty().get()))
                .isEqualTo("1 running, $3.29/h in all, 1 not confirmed");

        model.terminateSelected();

        assertThat(access.ended()).containsExactly(mine(1).id());
        assertThat(model.selected()).containsExactly(row("mine-1"));
    }

    @Test
    void renamesRestartsAndMakesTheSshCommand() {
        fleet.publish(fleet(mine(1)));
        model.select(List.of(row("mine-1")));
        var copied = new ArrayList<String>();

        model.renameSelected(" better ");
        model.restartSelected();
        model.sshCommand(copied::add);
        background.runAll();

        assertThat(access.done()).containsExactly("rename mine-1 better", "restart mine-1");
        assertThat(copied).containsExactly("ssh -i '/home/ada/my key' ubuntu@203.0.113.7");
    }

    @Test
    void whatDidNotWorkIsSaidUntilItIsDismissed() {
        fleet.publish(fleet(mine(1)));
        model.select(List.of(row("mine-1")));
        access.failWith(new IllegalStateException("no"));

        model.restartSelected();
        background.runAll();

        assertThat(told(model.problemProperty().get())).startsWith("mine-1 was not restarted.");
        model.dismissProblem();
        assertThat(model.problemProperty().get()).isEmpty();
    }

    @Test
    void anEndIsToldWithWhatItCost() {
        fleet.publish(fleet(mine(1)));

        fleet.publish(fleet(Machines.ended(mine(1), NOW)));

        assertThat(told(model.newsProperty().get())).isEqualTo("mine-1 ended. $3.30 in all, 1 h.");
    }

    private Fleet launching(boolean inDoubt) {
        return Machines.fleet(
                List.of(), List.of(Machines.launch(1, inDoubt)), NOW, Optional.empty());
    }

    private MachineRow row(String name) {
        return machines().stream()
                .filter(r -> r.facts().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> names() {
        return machines().stream().map(r -> r.facts().name()).toList();
    }

    private List<MachineRow> machines() {
        return model.rows().stream()
                .filter(MachineRow.class::isInstance)
                .map(MachineRow.class::cast)
                .toList();
    }

    private List<HeadRow> heads() {
        return model.rows().stream()
                .filter(HeadRow.class::isInstance)
                .map(HeadRow.class::cast)
                .toList();
    }

    private List<String> lines() {
        return model.rows().stream()
                .map(row ->
                        switch (row) {
                            case HeadRow head ->
                                    text(head.title()) + ": " + text(head.textProperty().get());
                            case MachineRow machine -> machine.facts().name();
                        })
                .toList();
    }

    private String told(Optional<Notice> notice) {
        return notice.map(n -> text(n.lead()) + " " + text(n.text())).orElse("");
    }

    private String text(UserMessage message) {
        return messages.text(message);
    }
}
