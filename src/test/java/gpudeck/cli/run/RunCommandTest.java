package gpudeck.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import gpudeck.cli.Cli;
import gpudeck.cli.GlobalOptions;
import gpudeck.cli.Session;
import gpudeck.cli.StopSignal;
import gpudeck.engine.Engine;
import gpudeck.engine.doctor.Doctor;
import gpudeck.sim.fault.Fault;
import gpudeck.sim.fault.LaunchFault;
import gpudeck.store.SettingException;
import gpudeck.store.Settings;
import gpudeck.testing.JobTest;
import gpudeck.testing.TextTerminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `gpudeck run` over real HTTP and real SSH, against the simulator.
class RunCommandTest extends JobTest {

    private final TextTerminal terminal = new TextTerminal();

    @Test
    void putsTheScriptsOutputOnStdoutAndTheStepsOnStderr() throws Exception {
        given.file(
                "train.py", "import sys; print('loss', sys.argv[1]); print('e', file=sys.stderr)");

        int status = cli().run(run("--script", "train.py --epochs 'a b'"));

        assertThat(status).isZero();
        assertThat(terminal.written()).isEqualTo("loss --epochs\n");
        assertThat(terminal.complained())
                .contains("e\n", "Launch", "Boot", "Scripts", "Terminate", "Succeeded")
                .contains("The instance is terminated.");
        assertThatNothingRuns();
    }

    @ParameterizedTest
    @CsvSource({
        "--lease,2,--budget,99,$2.58 in 2 h",
        "--max-hours,9,--max-dollars,1.29,$1.29 in 1 h"
    })
    void agreesOnTheLeaseThatIsAskedFor(
            String hours, String time, String dollars, String money, String atMost)
            throws Exception {
        given.file("a.py", "");

        assertThat(cli().run(run("--script", "a.py", hours, time, dollars, money))).isZero();

        assertThat(terminal.complained()).contains("at most " + atMost + ".");
    }

    @Test
    void endsWith1WhenAScriptFails() throws Exception {
        given.file("a.py", "exit(3)");

        assertThat(cli().run(run("--script", "a.py"))).isEqualTo(1);

        assertThat(terminal.complained()).contains("Failed: a.py, exit 3");
        assertThatNothingRuns();
    }

    @Test
    void endsWith1AndEachReasonWhenTheMachineIsBad() throws Exception {
        given.file("a.py", "");
        simulator().faults().nextLaunch(new LaunchFault.Xid(0, 79));

        assertThat(cli().run(run("--script", "a.py"))).isEqualTo(1);

        assertThat(terminal.complained())
                .contains("GPU check", "Failed: GPU check", "Xid 79", "so far");
        assertThatNothingRuns();
    }

    @Test
    void triesAnotherMachineIfItIsTold() throws Exception {
        given.file("a.py", "");
        simulator().faults().nextLaunch(new LaunchFault.Xid(0, 79));

        int status = cli().run(run("--script", "a.py", "--another-on-bad-gpu", "--json"));

        assertThat(status).isZero();
        assertThat(terminal.complained()).contains("is given back after $");
        assertThat(terminal.written()).contains("\"given_back\"", "\"succeeded\"");
        assertThatNothingRuns();
    }

    @Test
    void looksAtNothingIfItIsTold() throws Exception {
        given.file("a.py", "");
        simulator().faults().nextLaunch(new LaunchFault.Xid(0, 79));

        assertThat(cli().run(run("--script", "a.py", "--no-gpu-check"))).isZero();
        assertThat(cli().run(run("--script", "a.py", "--no-gpu-check", "--another-on-bad-gpu")))
                .isEqualTo(2);
    }

    @Test
    void endsWith2WhenTheScriptIsNotThere() throws Exception {
        given.file("a.py", "");

        assertThat(cli().run(run("--script", "b.py"))).isEqualTo(2);

        assertThat(terminal.complained()).contains("b.py");
        assertThat(simulator().launches()).isZero();
    }

    @Test
    void endsWith3WhenTheCloudRefuses() throws Exception {
        given.file("a.py", "");
        simulator().faults().next("POST", LAUNCH, Fault.quotaExceeded());

        assertThat(cli().run(run("--script", "a.py"))).isEqualTo(3);
    }

    @Test
    void saysWhatIsMissingWhenResultsCannotBeBroughtWhole() throws Exception {
        given.file(
                "a.py",
                """
                import os
                os.makedirs("results")
                open("results/x", "w").write("x")
                tar = os.path.expanduser("~/../bin/tar")
                open(tar, "w").write("#!/bin/sh\\nexit 1\\n")
                os.chmod(tar, 0o755)
                """);

        int status =
                cli().run(
                                run(
                                        "--script",
                                        "a.py",
                                        "--result",
                                        "results/",
                                        "--hold",
                                        "10s",
                                        "--then",
                                        "terminate"));

        assertThat(status).isEqualTo(1);
        assertThat(terminal.complained())
                .contains("Holding results: 1 of 1 file missing, $0.03/min, next try in 2 s")
                .contains("Results incomplete: 1 of 1 missing")
                .contains("1 of 1 result file did not come back whole: results/x.")
                .contains("The instance is terminated.");
    }

    @Test
    void reportsInJson() throws Exception {
        given.file("a.py", "import os; os.makedirs('results'); open('results/x','w'); print('hi')");

        int status = cli().run(run("--script", "a.py", "--result", "results/", "--json"));

        assertThat(status).isZero();
        var report = JsonMapper.builder().build().readTree(terminal.written());
        assertThat(report.get("outcome").asText()).isEqualTo("succeeded");
        assertThat(report.get("result_files").asInt()).isEqualTo(1);
        assertThat(report.get("instance_ended").asBoolean()).isTrue();
        assertThat(Path.of(report.get("folder").asText()).resolve("results/x")).exists();
    }

    @Test
    void endsTheInstanceBeforeItEndsWith130OnCtrlC() throws Exception {
        given.file("a.py", "print('started', flush=True); import time; time.sleep(600)");
        var cli = cli();
        var running = new FutureTask<>(() -> cli.run(run("--script", "a.py")));
        Thread.ofVirtual().start(running);
        terminal.awaitOutput("started");

        assertThat(cli.interrupt(StopSignal.INT, Duration.ofMinutes(1))).isEqualTo(130);

        assertThat(running.get()).isEqualTo(130);
        assertThat(terminal.complained()).contains("Cancelled", "The instance is terminated.");
        assertThatNothingRuns();
    }

    @Test
    void keepsTheInstanceAndRunsOnItAgain() throws Exception {
        given.file("a.py", "print('hi')");
        assertThat(cli().run(run("--script", "a.py", "--afterwards", "keep"))).isZero();
        var kept = given.engine().fleet().fleet().get().billed().getFirst().id().value();
        assertThat(terminal.complained())
                .contains("kept running", "gpudeck run --on " + kept, "gpudeck terminate " + kept)
                .doesNotContain("The instance is terminated.");

        assertThat(terminal.complained()).contains("at most").doesNotContain("runs already");

        assertThat(cli().run(runOn(kept))).isZero();
        assertThat(terminal.complained())
                .contains("gpu_1x_a10 in us-east-1 runs already and costs $1.29/h");
        assertThat(simulator().launches()).isEqualTo(1);
        assertThat(cli().run(runOn(kept, "--afterwards", "terminate"))).isZero();

        assertThat(terminal.written()).isEqualTo("hi\nhi\nhi\n");
        assertThat(terminal.complained()).contains("The instance is terminated.");
        assertThatNothingRuns();
    }

    @Test
    void aPlaceIsNotChosenForAnInstanceThatRuns() {
        for (var option : List.of("--type", "--region", "--image", "--file-system", "--lease")) {
            var on = runOn("train", option, "2");

            assertThat(cli().run(on)).as(option).isEqualTo(2);
        }
        assertThat(terminal.complained()).contains("--on names an instance that runs already");
    }

    private List<String> runOn(String instance, String... more) {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "run",
                                "--on",
                                instance,
                                "--script",
                                "a.py",
                                "--project",
                                given.project().toString(),
                                "--out",
                                given.output().toString()));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private List<String> run(String... more) {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "run",
                                "--type",
                                "gpu_1x_a10",
                                "--region",
                                "us-east-1",
                                "--project",
                                given.project().toString(),
                                "--out",
                                given.output().toString()));
        arguments.addAll(List.of(more));
        return arguments;
    }

    @Test
    void theApiKeyDoesNotGoOntoAMachine() {
        terminal.set("LAMBDA_API_KEY", "secret_one");

        assertThat(cli().run(run("--script", "a.py", "--env", "LAMBDA_API_KEY"))).isEqualTo(2);
        assertThat(terminal.complained()).contains("--env").doesNotContain("secret_one");
    }

    private Cli cli() {
        return new Cli(
                this::open,
                _ -> {
                    throw new AssertionError("a job needs no kept key");
                },
                terminal);
    }

    private Session open(GlobalOptions options) throws SettingException {
        var settings = Settings.load(options.settings(), Map.of(), folder);
        return new Session() {
            @Override
            public Engine engine() {
                return given.engine();
            }

            @Override
            public Settings settings() {
                return settings;
            }

            @Override
            public Doctor doctor() {
                throw new AssertionError("a job asks no doctor");
            }

            @Override
            public Path results() {
                return given.output();
            }

            @Override
            public Path exampleProject() {
                return given.project();
            }

            @Override
            public void close() {
                // The test goes on with the same engine.
            }
        };
    }
}
