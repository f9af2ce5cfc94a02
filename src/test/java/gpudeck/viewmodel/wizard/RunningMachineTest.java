package gpudeck.viewmodel.wizard;

import static gpudeck.testing.Machines.NOW;
import static gpudeck.testing.Machines.fleet;
import static gpudeck.testing.Machines.mine;
import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Cents;
import gpudeck.domain.Messages;
import gpudeck.domain.TimeSpan;
import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.SshKey;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.JobSpec.Afterwards;
import gpudeck.domain.job.JobSpec.Machine;
import gpudeck.domain.job.JobSpec.RegionChoice;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.Keeper;
import gpudeck.engine.keys.UsableKey;
import gpudeck.testing.Machines;
import gpudeck.testing.Samples;
import gpudeck.testing.SpecBuilder;
import gpudeck.testing.WizardFixture;
import gpudeck.viewmodel.wizard.WizardViewModel.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A job on an instance that runs already.
class RunningMachineTest {

    private static final FleetInstance THERE = Machines.kept(mine(1), Keeper.ITS_LEASE);

    @TempDir private Path output;

    private final WizardFixture fixture = new WizardFixture();

    @Test
    void asksForNoTypeAndStartsOnTheProjectPage() {
        var wizard = open(THERE);

        assertThat(wizard.pageProperty().get()).isEqualTo(Page.PROJECT);
        assertThat(wizard.isTouched()).isFalse();
        for (var page : Page.values()) {
            assertThat(wizard.problem(page)).as("%s", page).isEmpty();
        }
    }

    @Test
    void makesTheJobOnThatInstance() {
        var wizard = open(THERE);
        walkToTheEnd(wizard);

        wizard.start();

        var spec = fixture.started.getFirst();
        assertThat(spec)
                .isEqualTo(
                        before().on(
                                        THERE.id(),
                                        Samples.H100.name(),
                                        Samples.UTAH.name(),
                                        Afterwards.KEEP));
        assertThat(spec.sshKeyName()).isEqualTo("laptop");
    }

    @Test
    void mayTerminateItAfterwards() {
        var wizard = open(THERE);
        walkToTheEnd(wizard);
        wizard.results().afterwardsProperty().set(Afterwards.TERMINATE);

        assertThat(wizard.spec().machine())
                .isEqualTo(new Machine(Optional.of(THERE.id()), Afterwards.TERMINATE));
    }

    @Test
    void costsWhatIsLeftOfItsLeaseAtMost() {
        var wizard = open(THERE);
        assertThat(wizard.price()).contains(new Cents(329));
        assertThat(wizard.atMost()).contains(new Cents(11 * 329));
        assertThat(lease(wizard))
                .contains(
                        new RunningMachine.Rest(
                                "18:59", new TimeSpan(Duration.ofHours(11)), new Cents(11 * 329)));
        long before = wizard.changesProperty().get();

        fixture.ticker.tick(NOW.plus(Duration.ofHours(1)));
        assertThat(wizard.atMost()).contains(new Cents(10 * 329));
        assertThat(wizard.changesProperty().get()).isEqualTo(before + 1);

        fixture.fleet.publish(fleet(Machines.leased(THERE, Optional.empty())));
        assertThat(wizard.atMost()).isEmpty();
    }

    @Test
    void changesNothingWhileNothingChanged() {
        var wizard = open(THERE);
        long before = wizard.changesProperty().get();

        fixture.fleet.publish(fleet(THERE, mine(2)));
        fixture.ticker.tick(NOW.plusMillis(10));

        assertThat(wizard.changesProperty().get()).isEqualTo(before);
        assertThat(wizard.isTouched()).isFalse();
    }

    @Test
    void cannotStartWhenTheInstanceEndsMeanwhile() {
        var wizard = open(THERE);
        walkToTheEnd(wizard);
        assertThat(wizard.canStart()).isTrue();

        fixture.fleet.publish(fleet(Machines.ending(THERE, NOW)));
        assertThat(wizard.problem(Page.REVIEW))
                .contains(UserMessage.of("wizard.running.ENDING", "mine-1"));
        fixture.fleet.publish(fleet(Machines.ended(THERE, NOW)));
        assertThat(wizard.problem(Page.REVIEW))
                .contains(UserMessage.of("wizard.running.GONE", "mine-1"));
        fixture.fleet.publish(fleet());
        assertThat(wizard.problem(Page.REVIEW))
                .contains(UserMessage.of("wizard.running.GONE", "mine-1"));

        assertThat(wizard.canStart()).isFalse();
        assertThat(Messages.load().text(wizard.problem(Page.REVIEW).orElseThrow()))
                .startsWith("mine-1 does not run any more.");
    }

    @Test
    void takesOneOfTheKeysThatTheInstanceWasLaunchedWith() {
        fixture.keys.found.addFirst(
                new UsableKey(new SshKey("1", "desk", "ssh-ed25519 AAAA"), "~/.ssh/desk", false));

        assertThat(open(THERE).keyName()).isEqualTo("laptop");

        fixture.keys.found.removeLast();
        assertThat(open(THERE).problem(Page.PLACE))
                .contains(UserMessage.of("wizard.running.noKey", "mine-1", "laptop"));
    }

    @Test
    void asksForThePassphraseOfItsKey() {
        fixture.keys.found.clear();
        fixture.keys.found.add(new UsableKey(Samples.LAPTOP_KEY, "id_ed25519", true));
        var wizard = open(THERE);
        assertThat(wizard.problem(Page.PLACE))
                .contains(UserMessage.of("wizard.key.locked", "laptop"));

        wizard.place().key().unlock("open sesame");
        fixture.background.runAll();

        assertThat(wizard.problem(Page.PLACE)).isEmpty();
    }

    @Test
    void theSameJobAgainIsOnAMachineOfItsOwn() {
        var spec = before().on(THERE.id(), Samples.H100.name(), "us-west-3", Afterwards.KEEP);

        var again = WizardDefaults.of(spec);

        assertThat(again.machine()).isEqualTo(Machine.OF_ITS_OWN);
        assertThat(again.types()).containsExactly(Samples.H100.name());
        assertThat(again.region()).isEqualTo(new RegionChoice.In("us-west-3"));
        var wizard = fixture.open(again);
        fixture.settle();
        assertThat(wizard.running()).isEmpty();
        assertThat(wizard.pageProperty().get()).isEqualTo(Page.PLACE);
    }

    @Test
    void whatWasKeptIsKeptAgain() {
        var kept = new SpecBuilder(fixture.project, output, "laptop", "scripts/1_check.py").keep();

        assertThat(WizardDefaults.of(kept.build()).machine())
                .isEqualTo(new Machine(Optional.empty(), Afterwards.KEEP));
    }

    private static Optional<RunningMachine.Rest> lease(WizardViewModel wizard) {
        return wizard.running().flatMap(RunningMachine::lease);
    }

    private WizardViewModel open(FleetInstance there) {
        fixture.fleet.publish(fleet(there));
        var wizard = fixture.open(WizardDefaults.of(before()).on(there));
        fixture.settle();
        return wizard;
    }

    private JobSpec before() {
        return new SpecBuilder(fixture.project, output, "laptop", "scripts/1_check.py").build();
    }

    private static void walkToTheEnd(WizardViewModel wizard) {
        wizard.next();
        wizard.next();
        assertThat(wizard.pageProperty().get()).isEqualTo(Page.REVIEW);
    }
}
