package gpudeck.sim;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.sim.machine.Machine;
import gpudeck.testing.SimulatorExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The programs that a simulated machine has in place of a GPU machine's.
class StandInsTest {

    private static final String UV = "PATH=\"$HOME/.local/bin:$PATH\"; ";
    private static final Ssh.Result NO_SYSCTL =
            new Ssh.Result(127, "", "", "sysctl: command not found\n");
    private static final String INSTALL_UV = "curl -LsSf https://astral.sh/uv/install.sh | sh";

    @RegisterExtension final SimulatorExtension simulated = new SimulatorExtension();

    private Machine machine;
    private Ssh ssh;

    @BeforeEach
    void logIn() throws Exception {
        var box = Box.of(simulated, "gpu_1x_a10", "us-east-1");
        machine = box.machine();
        ssh = box.ssh();
    }

    @AfterEach
    void logOut() throws IOException {
        ssh.close();
    }

    @Test
    void uvIsMissingUntilItsInstallerRan() throws Exception {
        assertThat(ssh.run(UV + "uv --version").status()).isEqualTo(127);

        assertThat(ssh.run(INSTALL_UV).status()).isZero();

        assertThat(ssh.run(UV + "uv --version").out()).startsWith("uv ");
        assertThat(ssh.run("bash -lc 'uv --version'").out()).startsWith("uv ");
    }

    @Test
    void curlReachesNothingElse() throws Exception {
        var result = ssh.run("curl -sSf https://example.com/");

        assertThat(result.status()).isEqualTo(6);
        assertThat(result.err()).contains("example.com").contains("no network");
    }

    @Test
    void uvRunsTheExampleProjectToItsResults() throws Exception {
        copy(Path.of("assets/example"), machine.home().resolve("project"));
        ssh.run(INSTALL_UV);

        var sync = ssh.run(UV + "cd project && uv sync");
        assertThat(sync.status()).isZero();
        assertThat(sync.err())
                .contains("Creating virtual environment at: .venv")
                .contains("Resolved 1 package");

        var train = ssh.run(UV + "cd project && uv run python train.py --fast");
        assertThat(train.err()).isEmpty();
        assertThat(train.status()).isZero();
        assertThat(train.out()).contains("\repoch  3/3").contains("\033[32m");

        var evaluate = ssh.run(UV + "cd project && uv run python evaluate.py");
        assertThat(evaluate.status()).isZero();
        assertThat(evaluate.out()).startsWith("Accuracy: 9");
        var results = machine.home().resolve("project/results");
        assertThat(Files.readAllLines(results.resolve("metrics.csv")))
                .hasSize(4)
                .startsWith("epoch,loss,accuracy");
        assertThat(results.resolve("report.txt")).hasContent(evaluate.out());
    }

    @Test
    void uvRunUsesTheProjectsOwnEnvironmentAndPassesTheExitStatusOn() throws Exception {
        ssh.run(INSTALL_UV);
        Files.writeString(
                machine.home().resolve("pyproject.toml"), "[project]\nname='x'\ndependencies=[]\n");

        var result = ssh.run(UV + "uv run python -c 'import sys; print(sys.prefix); sys.exit(3)'");

        assertThat(result.out().strip()).isEqualTo(machine.home().resolve(".venv").toString());
        assertThat(result.status()).isEqualTo(3);
    }

    @Test
    void uvSaysThatThereIsNoNetworkForAProjectThatNeedsPackages() throws Exception {
        ssh.run(INSTALL_UV);
        Files.writeString(
                machine.home().resolve("pyproject.toml"),
                "[project]\nname = \"x\"\ndependencies = [\n  \"torch>=2\",\n  'numpy',\n]\n");

        var result = ssh.run(UV + "uv sync");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("2 packages").contains("no network");
    }

    @Test
    void uvSaysThatItNeedsPython() throws Exception {
        ssh.run(INSTALL_UV);

        var result = ssh.run("PATH=/nowhere /bin/sh ~/.local/bin/uv venv");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("needs python3 on this computer");
    }

    @Test
    void uvInstallsAFileOfCommentsAndRefusesOneOfPackages() throws Exception {
        ssh.run(INSTALL_UV);
        Files.writeString(machine.home().resolve("none.txt"), "# nothing\n\n");
        Files.writeString(machine.home().resolve("some.txt"), "numpy==2.1 # fast\n");

        assertThat(ssh.run(UV + "uv pip install -r none.txt").err())
                .contains("No virtual environment found");
        assertThat(ssh.run(UV + "uv venv").status()).isZero();
        assertThat(ssh.run(UV + "uv pip install -r none.txt").status()).isZero();
        assertThat(ssh.run(UV + "uv pip install -r some.txt").err()).contains("no network");
        assertThat(ssh.run(UV + "uv pip install -r missing.txt").err())
                .contains("File not found: `missing.txt`");
    }

    @Test
    void sudoAsksNothingAndGivesNoRights() throws Exception {
        assertThat(ssh.run("sudo -n true")).isEqualTo(new Ssh.Result(0, "", "", ""));
        assertThat(ssh.run("sudo -n -u root A=1 sh -c 'echo $A; exit 7'"))
                .isEqualTo(new Ssh.Result(7, "", "1\n", ""));
        assertThat(ssh.run("sudo id -u").out()).isEqualTo(ssh.run("id -u").out());
        assertThat(ssh.run("sudo -n dmesg").out()).isEqualTo(ssh.run("dmesg").out());
    }

    @Test
    void sysctlPassesEverythingElseOnToTheRealOne() throws Exception {
        var told = ssh.run("sysctl kernel.random.boot_id").out();

        assertThat(told).isEqualTo("kernel.random.boot_id = " + machine.bootId() + "\n");
        assertThat(ssh.run("sysctl -n no.such.thing"))
                .isIn(ssh.run("/usr/sbin/sysctl -n no.such.thing"), NO_SYSCTL);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var all = Files.walk(from)) {
            all.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
