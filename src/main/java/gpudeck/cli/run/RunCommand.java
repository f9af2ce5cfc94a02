package gpudeck.cli.run;

import gpudeck.cli.CommandContext;
import gpudeck.cli.CommandException;
import gpudeck.cli.InstanceFinder;
import gpudeck.cli.KeyRing;
import gpudeck.cli.Session;
import gpudeck.domain.JobException;
import gpudeck.domain.Signal;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.RunState;
import gpudeck.engine.job.JobRun;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `gpudeck run`: a whole job, or, with `--detach`, one that is left alone once its scripts run. An
/// interrupt of the thread cancels the job, which still terminates its instance before this
/// returns.
@Command(name = "run")
public final class RunCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    private final CommandContext context;

    @Mixin private final JobOptions job = new JobOptions();

    @Option(
            names = {"-d", "--detach"},
            descriptionKey = "cli.option.detach")
    private boolean isDetached;

    @Option(names = "--dry-run", descriptionKey = "cli.option.dryRun")
    private boolean isDryRun;

    public RunCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        if (isDryRun) {
            return new SentReport(context).show(job.preview());
        }
        boolean demo = context.options().isDemo();
        job.check(demo);
        if (isDetached && demo) {
            throw CommandException.usage("cli.run.detach.demo");
        }
        try (var session = context.open()) {
            return run(session, spec(session, demo));
        }
    }

    private JobSpec spec(Session session, boolean demo) throws Exception {
        var keys = new KeyRing(session, context.terminal());
        var on = job.on();
        if (on.isPresent()) {
            var fleet = session.engine().fleet();
            fleet.refresh();
            var spec =
                    job.spec(session, context.terminal(), new InstanceFinder(fleet).find(on.get()));
            keys.unlock(spec.sshKeyName());
            return spec;
        }
        var key = keys.choose();
        keys.unlock(key);
        return job.spec(session, context.terminal(), key.key().name(), demo);
    }

    private int run(Session session, JobSpec spec) throws Exception {
        var shown = new ShownRun(context, session);
        var run = session.engine().jobs().prepare(spec, shown.output());
        context.printer().note("cli.run.begins", spec.name(), run.folder().toString());
        if (!isDetached) {
            return shown.show(run, run::run);
        }
        try (Signal.Subscription _ = run.state().subscribe(state -> leave(run, state))) {
            return shown.show(run, run::run);
        }
    }

    /// As soon as it needs nobody.
    private static void leave(JobRun run, RunState state) {
        if (!state.isOver() && state.goesOnAlone()) {
            try {
                run.leave();
            } catch (JobException e) {
                LOG.warn("Run {} cannot be left alone: {}", run.id(), e.error());
            }
        }
    }
}
