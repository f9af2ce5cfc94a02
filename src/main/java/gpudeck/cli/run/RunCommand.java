package gpudeck.cli.run;

import gpudeck.cli.CommandContext;
import gpudeck.cli.ExitStatus;
import gpudeck.cli.KeyRing;
import gpudeck.cli.Session;
import gpudeck.cli.output.Printer;
import gpudeck.cli.output.ProgressLine;
import gpudeck.domain.JobError;
import gpudeck.domain.Problem;
import gpudeck.domain.Signal;
import gpudeck.domain.TimeSpan;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.JobWords;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.RunState;
import gpudeck.engine.Explanation;
import gpudeck.engine.job.JobRun;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `gpudeck run`: a whole job. Steps go to `err`, what the scripts write to `out`; with `--json`
/// `out` has the report only. An interrupt of the thread cancels the job, which still terminates
/// its instance before this returns.
@Command(name = "run")
public final class RunCommand implements Callable<Integer> {

    private final CommandContext context;

    @Mixin private final JobOptions job = new JobOptions();

    public RunCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        boolean demo = context.options().isDemo();
        job.check(demo);
        try (var session = context.open()) {
            var keys = new KeyRing(session, context.terminal());
            var key = keys.choose();
            keys.unlock(key);
            return run(session, job.spec(session, context.terminal(), key.key().name(), demo));
        }
    }

    private int run(Session session, JobSpec spec) {
        var terminal = context.terminal();
        var messages = context.messages();
        var progress = new ProgressLine(terminal, session.engine().time());
        var out = context.options().isJson() ? terminal.err() : terminal.out();
        var output = new ScriptOutput(out, terminal.err(), messages, progress);
        var steps = new StepLines(terminal.err(), messages, progress);
        var run = session.engine().jobs().prepare(spec, output);
        context.printer().note("cli.run.begins", spec.name(), run.folder().toString());
        try (Signal.Subscription _ = run.state().subscribe(steps::show)) {
            run.run();
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
        reportInstance(state, printer);
        reportResults(state, run.folder(), printer);
        if (context.options().isJson()) {
            var words = problem.map(why -> context.messages().text(Explanation.of(why)));
            printer.json(RunReport.of(state, run.folder(), words, now));
        }
        return state.outcome().map(RunCommand::exitStatus).orElse(ExitStatus.JOB_FAILED);
    }

    private static void reportInstance(RunState state, Printer printer) {
        if (!RunReport.isInstanceEnded(state)) {
            var id = state.instance().orElseThrow().value();
            printer.problem(Explanation.of(new JobError.TerminateUnconfirmed(id)));
        } else if (state.instance().isPresent()) {
            printer.note("cli.run.ended");
        }
    }

    private static void reportResults(RunState state, Path folder, Printer printer) {
        if (state.resultFiles() > 0) {
            printer.note("cli.run.results", state.resultFiles(), folder.toString());
        }
    }

    /// A job that was never launched ends as what stood against it; one that was, as a failed job.
    private static int exitStatus(RunOutcome outcome) {
        return switch (outcome) {
            case RunOutcome.Succeeded _ -> ExitStatus.DONE;
            case RunOutcome.NotLaunched(Problem why) -> ExitStatus.of(why);
            case RunOutcome.Failed _, RunOutcome.Cancelled _, RunOutcome.Interrupted _ ->
                    ExitStatus.JOB_FAILED;
        };
    }
}
