package gpudeck.cli.run;

import gpudeck.cli.CommandContext;
import gpudeck.cli.CommandException;
import gpudeck.cli.ExitStatus;
import gpudeck.cli.KeyRing;
import gpudeck.cli.Session;
import gpudeck.cli.output.Table;
import gpudeck.domain.RunId;
import gpudeck.domain.TimeSpan;
import gpudeck.domain.job.JobWords;
import gpudeck.domain.job.RunState;
import gpudeck.engine.job.JobRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `gpudeck attach [RUN]`: takes up a run that was left running, or whose program is gone, where it
/// stands, and sees it to its end. An interrupt of the thread leaves it running again.
@Command(name = "attach")
public final class AttachCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "RUN",
            descriptionKey = "cli.parameter.run")
    private Optional<String> wanted = Optional.empty();

    public AttachCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        try (var session = context.open()) {
            session.engine().fleet().refresh();
            var open = session.engine().jobs().attachable();
            if (wanted.isEmpty() && open.size() != 1) {
                return list(open, session.engine().time().now());
            }
            return attach(session, wanted.isEmpty() ? open.getFirst() : find(open));
        }
    }

    private int list(List<RunState> open, Instant now) {
        if (open.isEmpty()) {
            context.printer().note("cli.attach.nothing");
            return ExitStatus.DONE;
        }
        var table =
                new Table()
                        .left("cli.column.run")
                        .left("cli.column.name")
                        .left("cli.column.instance")
                        .left("cli.column.step")
                        .right("cli.column.age")
                        .right("cli.column.cost");
        for (var run : open) {
            table.row(
                    run.id().shortForm(),
                    run.spec().name(),
                    run.instance().map(Object::toString).orElse("–"),
                    run.current()
                            .map(s -> context.messages().text(JobWords.step(s, run)))
                            .orElse("–"),
                    new TimeSpan(Duration.between(run.startedAt(), now)).toString(),
                    run.costSoFar(now).toString());
        }
        context.printer().table(table);
        context.printer().note("cli.attach.which");
        return ExitStatus.USAGE;
    }

    private RunState find(List<RunState> open) throws CommandException {
        var name = wanted.orElseThrow();
        var found = open.stream().filter(run -> isMeant(run, name)).toList();
        if (found.isEmpty()) {
            throw CommandException.usage("cli.attach.none", name);
        }
        if (found.size() > 1) {
            var ids =
                    found.stream()
                            .map(RunState::id)
                            .map(RunId::shortForm)
                            .collect(Collectors.joining(", "));
            throw CommandException.usage("cli.attach.several", name, ids);
        }
        return found.getFirst();
    }

    private static boolean isMeant(RunState run, String name) {
        return run.id().value().equalsIgnoreCase(name)
                || run.id().shortForm().equals(name)
                || run.spec().name().equals(name)
                || run.instance().filter(id -> id.value().equals(name)).isPresent();
    }

    private int attach(Session session, RunState found) throws Exception {
        var keys = new KeyRing(session, context.terminal());
        keys.unlock(found.spec().sshKeyName());
        var shown = new ShownRun(context, session);
        var run = session.engine().jobs().attach(found.id(), shown.output());
        context.printer().note("cli.attach.begins", found.spec().name(), run.folder().toString());
        return shown.show(run, () -> run.run(JobRun.WhenInterrupted.LEAVE));
    }
}
