package gpudeck.cli.run;

import static gpudeck.testing.RunStates.at;
import static gpudeck.testing.RunStates.discarded;
import static gpudeck.testing.RunStates.done;
import static gpudeck.testing.RunStates.launched;
import static gpudeck.testing.RunStates.lost;
import static gpudeck.testing.RunStates.over;
import static gpudeck.testing.RunStates.running;
import static gpudeck.testing.RunStates.used;
import static gpudeck.testing.RunStates.with;
import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.cli.output.ProgressLine;
import gpudeck.domain.JobError;
import gpudeck.domain.Messages;
import gpudeck.domain.Step;
import gpudeck.domain.job.GpuUse;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.RunState;
import gpudeck.domain.job.StepNote;
import gpudeck.domain.job.StepState;
import gpudeck.engine.job.RunOutput.Stream;
import gpudeck.testing.Samples;
import gpudeck.testing.TestTime;
import gpudeck.testing.TextTerminal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a run writes on the terminal while it goes on.
class RunLinesTest {

    private final TextTerminal terminal = new TextTerminal();
    private final Messages messages = Messages.load();
    private final TestTime time = TestTime.byHand();
    private final ProgressLine progress = new ProgressLine(terminal, time);
    private final StepLines steps = new StepLines(terminal.err(), messages, progress);
    private final RunState start =
            RunState.starting(
                    Samples.run(1), Samples.job(Path.of("p"), Path.of("o")), Samples.MORNING);

    @Test
    void eachStepGetsOneLineWithTimesAndCost() {
        var prepared = done(start, Step.PREPARE, 0, 2, new StepNote.None());
        var bought = launched(prepared, Samples.A10, Samples.TEXAS.name(), 4);
        var booting =
                running(
                        done(bought, Step.LAUNCH, 2, 2, new StepNote.Place("t", "texas", 1)),
                        Step.BOOT,
                        4,
                        new StepNote.None());
        var booted = done(booting, Step.BOOT, 4, 296, new StepNote.Address("203.0.113.7"));

        for (var state : List.of(start, prepared, bought, booting, booting, booted)) {
            steps.show(state);
        }

        assertThat(terminal.complained().lines())
                .containsExactly(
                        "   0:02  Prepare        0:02",
                        "   0:04  Launch         0:02     $0.00  texas, first try",
                        "gpu_1x_a10 in us-south-1 costs $1.29/h, at most $15.48 in 12 h.",
                        "   5:00  Boot           4:56     $0.11  203.0.113.7");
    }

    @Test
    void idleGpusAreToldOfOnceEachTime() {
        var note = new StepNote.Script(1, 1, "train.py");
        var scripting = running(launched(start, Samples.A10, "texas", 0), Step.SCRIPTS, 0, note);

        for (int minutes : List.of(0, 9, 10, 11, 0, 12)) {
            var idle = Duration.ofMinutes(minutes);
            steps.show(used(scripting, new GpuUse(3, Duration.ofHours(1), idle)));
        }

        assertThat(terminal.complained().lines())
                .containsExactly(
                        "No GPU has been used for 10 min, at $1.29/h.",
                        "No GPU has been used for 12 min, at $1.29/h.");
    }

    @Test
    void aLossThatIsNoNumberIsToldOfOnceEachTime() {
        var note = new StepNote.Script(1, 1, "train.py");
        var scripting = running(launched(start, Samples.A10, "texas", 0), Step.SCRIPTS, 0, note);

        for (double loss : List.of(0.5, Double.NaN, Double.POSITIVE_INFINITY, 0.4, Double.NaN)) {
            steps.show(lost(scripting, loss));
        }

        var told =
                "The loss is no number any more. What is computed from here on is worth nothing,"
                        + " and costs $1.29/h.";
        assertThat(terminal.complained().lines()).containsExactly(told, told);
    }

    @Test
    void theGpuCheckSaysWhatTheMachineIs() {
        var unread = List.of(StepNote.Unread.ECC, StepNote.Unread.KERNEL_LOG);
        var note =
                new StepNote.Checked(
                        1, "A10", "570.148.08", 23027, 23028, 480_000_000_000L, unread);

        steps.show(done(start, Step.CHECK_GPU, 3, 6, note));

        assertThat(terminal.complained().lines())
                .containsExactly(
                        "   0:09  GPU check      0:06            1× A10, driver 570.148.08,"
                                + " 22.5 of 22.5 GiB free, 480 GB disk; not readable: memory"
                                + " errors, kernel log");
    }

    @Test
    void anotherMachineGoesThroughItsStepsAgain() {
        var first = done(start, Step.PREPARE, 0, 2, new StepNote.None());
        first = launched(first, Samples.A10, Samples.TEXAS.name(), 4);
        first = done(first, Step.LAUNCH, 2, 2, new StepNote.Place("t", "texas", 1));
        var between = discarded(first, 604);
        var second = launched(between, Samples.A10, "us-west-1", 610);
        second = done(second, Step.LAUNCH, 606, 4, new StepNote.Place("t", "us-west-1", 2));

        for (var state : List.of(first, between, second)) {
            steps.show(state);
        }

        assertThat(terminal.complained().lines())
                .containsExactly(
                        "   0:02  Prepare        0:02     $0.00",
                        "   0:04  Launch         0:02     $0.00  texas, first try",
                        "gpu_1x_a10 in us-south-1 costs $1.29/h, at most $15.48 in 12 h.",
                        "The GPU check failed, so nothing was sent to the machine. The kernel's log"
                                + " tells of error Xid 79 of the GPU at 0000:05:00. It has cost"
                                + " $0.10 so far, and is terminated. Where the machine itself is"
                                + " bad, start the job again, in another region if there is one.",
                        "Machine 0920582c7ff041399e34823a0be62549 is given back after $0.22. One"
                                + " other is tried in its place.",
                        "  10:10  Launch         0:04     $0.22  us-west-1, in place of one that"
                                + " cost $0.22",
                        "gpu_1x_a10 in us-west-1 costs $1.29/h, at most $15.27 in 11 h 50 m.");
    }

    @Test
    void aStepThatFailsOrIsCancelledSaysSo() {
        steps.show(
                with(
                        start,
                        Step.UPLOAD,
                        new StepState.Failed(at(0), at(3), new JobError.NoScripts())));
        steps.show(with(start, Step.SCRIPTS, new StepState.Cancelled(at(3), at(5))));

        assertThat(terminal.complained().lines())
                .satisfiesExactly(
                        upload -> assertThat(upload).contains("Upload").endsWith("failed"),
                        scripts -> assertThat(scripts).contains("Scripts").endsWith("cancelled"));
    }

    @Test
    void aLongWaitForCapacityIsSaidOnce() {
        var waiting = running(start, Step.LAUNCH, 2, new StepNote.WaitingForCapacity());

        steps.show(waiting);
        steps.show(waiting);

        assertThat(terminal.complained().lines()).containsExactly("Sold out, waiting for room");
    }

    @Test
    void eachWaitForResultsSaysWhyAndWhatItCosts() {
        var bought = launched(start, Samples.A10, Samples.TEXAS.name(), 4);
        var held =
                new StepNote.HoldingResults(
                        new JobError.ResultUnverified("results/b", "it is gone"),
                        1,
                        40,
                        1,
                        at(300),
                        at(320));

        steps.show(running(bought, Step.DOWNLOAD, 290, held));
        steps.show(running(bought, Step.DOWNLOAD, 290, held));

        assertThat(terminal.complained().lines())
                .containsExactly(
                        "Holding results: 1 of 40 files missing, $0.03/min, next try in 20 s."
                                + " results/b did not come as it is on the machine. The reason:"
                                + " \"it is gone\".");
    }

    @Test
    void scriptsKeepTheirBytesAndTheirStreams() {
        var output = new ScriptOutput(terminal.out(), terminal.err(), messages, progress);
        byte[] raw = {0x1b, '[', '3', '1', 'm', '\r', (byte) 0xff, 0, '\n'};

        output.commandStarted(Step.SET_UP, "uv sync", at(0));
        write(output, Stream.OUT, "set up".getBytes(StandardCharsets.UTF_8));
        output.commandEnded(0, Optional.empty(), Duration.ofSeconds(2));
        output.commandStarted(Step.SCRIPTS, "uv run python train.py", at(2));
        write(output, Stream.OUT, raw);
        write(output, Stream.ERR, "warning".getBytes(StandardCharsets.UTF_8));
        output.commandEnded(-1, Optional.of("KILL"), Duration.ofSeconds(9));

        assertThat(terminal.writtenBytes()).isEqualTo(raw);
        assertThat(terminal.complained())
                .contains("$ uv sync", "set up", "exit 0 after 2 s")
                .contains("$ uv run python train.py", "warning", "killed by KILL after 9 s");
    }

    @Test
    void theReportSaysWhetherTheInstanceIsKnownToHaveEnded() {
        var bought = launched(start, Samples.A10, Samples.TEXAS.name(), 4);
        var outcome = new RunOutcome.Failed(Step.SCRIPTS, new JobError.ScriptFailed("train.py", 3));
        var ended = over(bought, outcome, 7, 3604);

        var report = RunReport.of(ended, Path.of("runs"), Optional.of("It failed."), at(9999));

        assertThat(report.outcome()).isEqualTo("failed");
        assertThat(report.failedStep()).contains("SCRIPTS");
        assertThat(report.instanceEnded()).isTrue();
        assertThat(report.costCentsAtMost()).isEqualTo(129);
        assertThat(report.resultFiles()).isEqualTo(7);
        assertThat(RunReport.isInstanceEnded(bought)).isFalse();
        assertThat(RunReport.isInstanceEnded(start)).isTrue();
    }

    private static void write(ScriptOutput output, Stream stream, byte[] bytes) {
        output.bytes(stream, Samples.MORNING, bytes, 0, bytes.length);
    }
}
