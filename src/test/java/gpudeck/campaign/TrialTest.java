package gpudeck.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import gpudeck.sim.account.Bill;
import gpudeck.testing.Until;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

@EnabledOnOs(LINUX)
class TrialTest {

    private static final String MAIN = "gpudeck/app/Main.java";

    /// What every build plays of the campaign needs this too.
    @Test
    @Tag("campaign")
    void runsAWholeJobOnItsOwnAccount() throws Exception {
        try (var trial = Trial.open(Plan.of(1))) {
            var program = trial.startJob();

            assertThat(program.await(Until.PATIENCE)).as(program.err()).isZero();
            assertThat(trial.ours()).hasSize(1).noneMatch(Bill::isOpen);
            assertThat(trial.runs()).hasSize(1);
            assertThat(trial.plan().job().isWhole(trial.runs().getFirst())).isTrue();
        }
    }

    @Test
    void startsAProductThatIsChanged() throws Exception {
        var patch = Patch.none().replace(MAIN, "System.exit(main.run());", "System.exit(42);");
        try (var trial = Trial.open(Plan.of(1).with(patch))) {
            assertThat(trial.start(List.of("--help")).await(Until.PATIENCE)).isEqualTo(42);
        }
    }

    @Test
    void leavesNothingBehind() throws Exception {
        Program program;
        Optional<ProcessHandle> guardian;
        Trial trial = Trial.open(Plan.of(1).with(Job.withScripts("wait")));
        try (trial) {
            var script = Traps.script(trial);
            program = trial.startJob();
            script.await();
            assertThat(trial.guardians().running()).hasSize(1);
            guardian = trial.guardians().running().stream().findFirst();
        }

        assertThat(program.isAlive()).isFalse();
        Until.met("the guardian is gone", () -> guardian.filter(ProcessHandle::isAlive).isEmpty());
        assertThat(Files.exists(trial.home().getParent())).isFalse();
    }

    @Test
    void killsOnlyTheGuardianOfItsOwnFolder() throws Exception {
        try (var trial = Trial.open(Plan.of(1));
                var other = Trial.open(Plan.of(2))) {
            var ours = guardianOf(trial);
            var theirs = guardianOf(other);

            Strike.GUARDIAN.on(trial);

            assertThat(ours.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(theirs.isAlive()).isTrue();
            assertThat(trial.guardians().running()).isEmpty();
        }
    }

    /// Looks like one by its command line, and lives as long as its input is open.
    private static Process guardianOf(Trial trial) throws Exception {
        var longClassPath = "x".repeat(10_000);
        var process =
                new ProcessBuilder(
                                "/bin/sh",
                                "-c",
                                "read line",
                                longClassPath,
                                "guardian",
                                "--home",
                                trial.home().toString())
                        .start();
        Until.met("it is seen", () -> trial.guardians().running().size() == 1);
        return process;
    }
}
