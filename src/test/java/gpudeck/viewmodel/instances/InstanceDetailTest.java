package gpudeck.viewmodel.instances;

import static gpudeck.testing.Machines.NOW;
import static gpudeck.testing.Machines.fleet;
import static gpudeck.testing.Machines.mine;
import static gpudeck.testing.Machines.stranger;
import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.JobError;
import gpudeck.domain.Lease;
import gpudeck.domain.Messages;
import gpudeck.domain.Signal;
import gpudeck.domain.Step;
import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.InstanceStatus;
import gpudeck.domain.job.GpuUse;
import gpudeck.domain.job.RunState;
import gpudeck.domain.job.StepNote;
import gpudeck.engine.Catalog;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.fleet.Keeper;
import gpudeck.testing.KnownFleet;
import gpudeck.testing.Machines;
import gpudeck.testing.RunStates;
import gpudeck.testing.Samples;
import gpudeck.testing.StepwiseBackground;
import gpudeck.viewmodel.JobsUnderWay;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.Notice;
import gpudeck.viewmodel.Ticker;
import gpudeck.viewmodel.frame.Session;
import gpudeck.viewmodel.instances.InstanceRow.MachineRow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is told of the selected machines, and what their leases are given.
class InstanceDetailTest {

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
    void theDetailHidesTheTokenOfJupyter() {
        fleet.publish(fleet(mine(1)));

        var detail = model.detail(row("mine-1").facts());

        assertThat(detail.hasJupyter()).isTrue();
        assertThat(detail.toString()).doesNotContain("secret");
        assertThat(detail.since()).isEqualTo("2 Mar, 06:59:59");
    }

    @Test
    void aMachineThatIsPaidForNothingSaysWhatThatCost() {
        var spec = Samples.job(Path.of("project"), Path.of("runs"));
        var note = new StepNote.Script(1, 1, "train.py");
        var scripting =
                RunStates.running(
                        RunState.starting(Samples.run(1), spec, NOW), Step.SCRIPTS, 0, note);
        var idle = Duration.ofMinutes(24);
        var job = RunStates.used(scripting, new GpuUse(2, Duration.ofHours(1), idle));
        var now = new Moment(NOW, false, new JobsUnderWay(List.of(job)));

        var facts = MachineFacts.of(new Machine.Listed(mine(1)), now);

        assertThat(messages.text(facts.status().word())).isEqualTo("Idle 24 min");
        assertThat(model.advice(facts).orElseThrow().sentences())
                .extracting(messages::text)
                .containsExactly(
                        "No GPU of mine-1 has been used for 24 min. That was $1.32, and it goes on"
                                + " costing $3.29/h.");
    }

    @Test
    void aMachineSaysHowFarItsJobIsAndWhatItWillCost() {
        var spec = Samples.job(Path.of("project"), Path.of("runs"));
        var bought =
                RunStates.launched(
                        RunState.starting(Samples.run(1), spec, NOW), Samples.H100, "utah", 0);
        var note = new StepNote.Script(1, 1, "train.py");
        var job =
                RunStates.progressed(
                        RunStates.running(bought, Step.SCRIPTS, 0, note), RunStates.LAST_EPOCH);
        var later = RunStates.at(3600);

        var facts =
                MachineFacts.of(
                        new Machine.Listed(mine(1)),
                        new Moment(later, false, new JobsUnderWay(List.of(job))));

        assertThat(facts.job().map(messages::text)).contains("epoch 2 of 2, " + spec.name());
        // An hour at $3.29, and a quarter of one.
        assertThat(messages.text(new Selection(List.of(facts)).moneyWords()))
                .endsWith("When its job's epochs are over, about $4.12.");
    }

    @Test
    void addsAnHourToTheLeasesOfMine() {
        fleet.publish(fleet(mine(1), mine(2), stranger("other")));

        model.select(List.of(row("mine-1"), row("mine-2")));
        model.extendSelected();
        background.runAll();

        assertThat(access.done()).containsExactly("extend mine-1 PT1H", "extend mine-2 PT1H");
        assertThat(told(model.newsProperty().get()))
                .isEqualTo(
                        "The lease of mine-1, mine-2 ends an hour later. That may cost $6.58"
                                + " more.");
        model.select(List.of(row("other")));
        assertThat(model.selectionProperty().get().canExtend()).isFalse();
    }

    @Test
    void anExtensionThatCouldNotBeWrittenDownIsSaid() {
        fleet.publish(fleet(mine(1)));
        model.select(List.of(row("mine-1")));
        access.failWith(new IllegalStateException("no"));

        model.extendSelected();
        background.runAll();

        assertThat(told(model.problemProperty().get()))
                .startsWith("The lease of mine-1 was not extended.");
    }

    @Test
    void theDetailSaysWhoAnswersForAMachineUntilWhenAndForHowMuch() {
        fleet.publish(
                fleet(
                        mine(1),
                        Machines.kept(mine(2), Keeper.ANOTHER_PROGRAM),
                        Machines.leased(
                                Machines.kept(mine(3), Keeper.ITS_LEASE),
                                Optional.of(
                                        new Lease.End(
                                                NOW.plus(Duration.ofHours(25)),
                                                JobError.Limit.MONEY))),
                        Machines.leased(mine(4), Optional.empty()),
                        stranger("other")));

        assertThat(lease("mine-1"))
                .isEqualTo("this window. Terminated at 18:59, when its time is over. $39.48");
        assertThat(lease("mine-2")).startsWith("another GPU Deck on this computer.");
        assertThat(lease("mine-3"))
                .isEqualTo(
                        "left running: only its lease ends it. Terminated at 09:00 on 3 Mar, when"
                                + " its budget is used up. $85.55");
        assertThat(lease("mine-4")).isEqualTo("this window. It has no lease: only you end it. ");
        assertThat(model.detail(row("other").facts()).lease()).isEmpty();
    }

    private String lease(String name) {
        var facts = model.detail(row(name).facts()).lease().orElseThrow();
        return text(facts.keeper())
                + ". "
                + text(facts.ends())
                + " "
                + facts.atMost().map(Object::toString).orElse("");
    }

    @Test
    void whatIsNotAsItShouldBeComesWithAdviceAndMoney() {
        var booting = Machines.status(mine(1, NOW.minusSeconds(1860)), InstanceStatus.BOOTING);
        fleet.publish(
                fleet(
                        booting,
                        Machines.status(mine(2), new InstanceStatus("paused")),
                        Machines.status(mine(3), InstanceStatus.UNHEALTHY),
                        mine(4)));

        assertThat(advice("mine-1"))
                .isEqualTo(
                        "mine-1 has been booting for 31 min, $1.70 so far. That is unusual, and it"
                                + " goes on costing $3.29/h. Terminate it and launch another.");
        assertThat(advice("mine-2"))
                .startsWith("Lambda calls mine-2 \"paused\"")
                .contains("It counts as costing $3.29/h.");
        assertThat(advice("mine-3")).contains("is unhealthy and still costs $3.29/h");
        assertThat(advice("mine-4")).isEmpty();
    }

    private String advice(String name) {
        return model.advice(row(name).facts())
                .map(advice -> text(advice.sentences().getFirst()))
                .orElse("");
    }

    @Test
    void aLaunchWithoutAnAnswerIsSaidToBeCheckedOn() {
        fleet.publish(launching(true));

        assertThat(advice("mine-1")).contains("GPU Deck is checking whether Lambda started it");
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

    private List<MachineRow> machines() {
        return model.rows().stream()
                .filter(MachineRow.class::isInstance)
                .map(MachineRow.class::cast)
                .toList();
    }

    private String told(Optional<Notice> notice) {
        return notice.map(n -> text(n.lead()) + " " + text(n.text())).orElse("");
    }

    private String text(UserMessage message) {
        return messages.text(message);
    }
}
