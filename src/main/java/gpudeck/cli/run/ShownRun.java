package gpudeck.cli.run;

import gpudeck.cli.CommandContext;
import gpudeck.cli.ExitStatus;
import gpudeck.cli.Session;
import gpudeck.cli.output.Printer;
import gpudeck.cli.output.ProgressLine;
import gpudeck.domain.JobError;
import gpudeck.domain.Lease;
import gpudeck.domain.Problem;
import gpudeck.domain.Signal;
import gpudeck.domain.TimeSpan;
import gpudeck.domain.job.GpuUse;
import gpudeck.domain.job.JobWords;
import gpudeck.domain.job.Loss;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.RunState;
import gpudeck.engine.Explanation;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.job.JobRun;
import gpudeck.engine.job.RunOutput;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/// A run on the terminal, while it goes on and how it ended. Steps go to `err`, what the scripts
/// write to `out`; with `--json` `out` has the report only.
final class ShownRun {

    private final CommandContext context;
    private final Session session;
    private final ScriptOutput output;
    private final StepLines steps;
    private final ProgressLine progress;

    ShownRun(CommandContext context, Session session) {
        this.context = context;
        this.session = session;
        var terminal = context.terminal();
        var messages = context.messages();
        var out = context.options().isJson() ? terminal.err() : terminal.out();
        progress = new ProgressLine(terminal, session.engine().time());
        output = new ScriptOutput(out, terminal.err(), messages, progress);
        steps = new StepLines(terminal.err(), messages, progress);
    }

    RunOutput output() {
        return output;
    }

    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    /// @param work does the run
    /// @return the exit status
    int show(JobRun run, Work work) throws Exception {
        try (Signal.Subscription _ = run.state().subscribe(steps::show)) {
            work.run();
        }
        progress.clear();
        return report(run, session.engine().time().now());
    }

    private int report(JobRun run, Instant now) {
        var state = run.state().get();
        var printer = context.printer();
        printer.note(
                "cli.run.over",
                state.spec().name(),
                JobWords.state(state),
                state.costSoFar(now),
                new TimeSpan(Duration.between(state.startedAt(), state.endedAt().orElse(now))));
        var problem = RunReport.problem(state);
        problem.map(Explanation::of).ifPresent(printer::problem);
        state.gpuUse().ifPresent(use -> reportGpus(use, printer));
        state.progress().loss().ifPresent(loss -> printer.note("cli.run.loss", new Loss(loss)));
        reportInstance(state, printer, now);
        reportResults(state, run.folder(), printer);
        if (context.options().isJson()) {
            var words = problem.map(why -> context.messages().text(Explanation.of(why)));
            printer.json(RunReport.of(state, run.folder(), words, now));
        }
        return state.outcome().map(ShownRun::exitStatus).orElse(ExitStatus.JOB_FAILED);
    }

    private static void reportGpus(GpuUse use, Printer printer) {
        printer.note("cli.run.gpus", Math.round(use.mean()), new TimeSpan(use.counted()));
    }

    private void reportInstance(RunState state, Printer printer, Instant now) {
        if (state.outcome().filter(RunOutcome.LeftRunning.class::isInstance).isPresent()) {
            reportLeft("cli.run.left", state, printer, now);
        } else if (state.isInstanceKept()) {
            reportLeft("cli.run.kept", state, printer, now);
        } else if (!RunReport.isInstanceEnded(state)) {
            var id = state.instance().orElseThrow().value();
            printer.problem(Explanation.of(new JobError.TerminateUnconfirmed(id)));
        } else if (state.instance().isPresent()) {
            printer.note("cli.run.ended");
        }
    }

    /// What it costs, until when, and how to come back to it.
    private void reportLeft(String words, RunState state, Printer printer, Instant now) {
        var instance = state.instance().orElseThrow();
        var left =
                session.engine()
                        .fleet()
                        .fleet()
                        .get()
                        .find(instance)
                        .flatMap(FleetInstance::lease)
                        .map((Lease.End lease) -> new TimeSpan(lease.left(now)).toString())
                        .orElse("–");
        var price = state.type().map(type -> type.pricePerHour().toString()).orElse("–");
        printer.note(words, price, left, state.id().shortForm(), instance.value());
    }

    private static void reportResults(RunState state, Path folder, Printer printer) {
        if (state.resultFiles() > 0) {
            printer.note("cli.run.results", state.resultFiles(), folder.toString());
        }
    }

    /// A job that was never launched ends as what stood against it; one that was, as a failed job.
    private static int exitStatus(RunOutcome outcome) {
        return switch (outcome) {
            case RunOutcome.Succeeded _, RunOutcome.LeftRunning _ -> ExitStatus.DONE;
            case RunOutcome.NotLaunched(Problem why) -> ExitStatus.of(why);
            case RunOutcome.Failed _, RunOutcome.Cancelled _, RunOutcome.Interrupted _ ->
                    ExitStatus.JOB_FAILED;
        };
    }
}
