package gpudeck.cli.command;

import gpudeck.cli.CommandContext;
import gpudeck.cli.ExitStatus;
import gpudeck.cli.InstanceFinder;
import gpudeck.cli.Session;
import gpudeck.cli.TimeReader;
import gpudeck.domain.JobError;
import gpudeck.domain.TimeSpan;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.Explanation;
import gpudeck.engine.fleet.FleetInstance;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gpudeck terminate ID…`: ends instances, and waits until the cloud proves it.
@Command(name = "terminate")
public final class TerminateCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(paramLabel = "ID", arity = "1..*", descriptionKey = "cli.parameter.ids")
    private List<String> wanted = List.of();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = TimeReader.class,
            descriptionKey = "cli.option.terminate.timeout")
    private Duration limit = Duration.ofMinutes(15);

    public TerminateCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        try (var session = context.open()) {
            var fleet = session.engine().fleet();
            var ids =
                    new InstanceFinder(fleet)
                            .toEnd(wanted).stream().map(FleetInstance::id).toList();
            fleet.terminate(ids);
            var left = awaitEnded(session, ids);
            report(session, ids);
            return left.isEmpty() ? ExitStatus.DONE : ExitStatus.JOB_FAILED;
        }
    }

    private List<InstanceId> awaitEnded(Session session, List<InstanceId> ids)
            throws InterruptedException {
        try {
            return session.engine().fleet().awaitEnded(ids, limit);
        } catch (InterruptedException e) {
            context.printer().note("cli.terminate.goesOn");
            throw e;
        }
    }

    private void report(Session session, List<InstanceId> ids) {
        var fleet = session.engine().fleet().fleet().get();
        var now = session.engine().time().now();
        var all = ids.stream().flatMap(id -> fleet.find(id).stream()).toList();
        if (context.options().isJson()) {
            context.printer().json(all.stream().map(one -> InstanceRow.of(one, now)).toList());
        }
        for (var one : all) {
            var name = one.instance().displayName();
            if (one.endedAt().isEmpty()) {
                context.printer().problem(Explanation.of(new JobError.TerminateUnconfirmed(name)));
            } else if (!context.options().isJson()) {
                context.printer()
                        .answer(
                                one.isMine() ? "cli.terminate.ended" : "cli.terminate.endedAtLeast",
                                name,
                                one.soFar(now),
                                new TimeSpan(one.age(now)));
            }
        }
    }
}
