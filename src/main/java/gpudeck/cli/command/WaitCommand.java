package gpudeck.cli.command;

import gpudeck.cli.CommandContext;
import gpudeck.cli.ExitStatus;
import gpudeck.cli.KeyRing;
import gpudeck.cli.Session;
import gpudeck.domain.CloudException;
import gpudeck.domain.JobError;
import gpudeck.domain.JobException;
import gpudeck.domain.Step;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.job.JobSpec;
import gpudeck.engine.fleet.FleetInstance;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gpudeck wait ID`: returns when an instance can be used.
@Command(name = "wait")
public final class WaitCommand implements Callable<Integer> {

    enum Until {
        /// The cloud calls it active and tells its address.
        ACTIVE,
        /// It lets us in.
        SSH
    }

    private final CommandContext context;

    @Parameters(paramLabel = "ID", descriptionKey = "cli.parameter.id")
    private String wanted = "";

    @Option(names = "--until", paramLabel = "active|ssh", descriptionKey = "cli.option.until")
    private Until until = Until.SSH;

    public WaitCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        try (var session = context.open()) {
            var fleet = session.engine().fleet();
            var id = new InstanceFinder(fleet).one(wanted);
            switch (until) {
                case ACTIVE -> awaitActive(session, id);
                case SSH ->
                        new KeyRing(session, context.terminal())
                                .unlocking(() -> {
                                    session.engine().remote().awaitReachable(id);
                                    return id;
                                });
            }
            report(session, id);
            return ExitStatus.DONE;
        }
    }

    private static void awaitActive(Session session, InstanceId id)
            throws CloudException, JobException, InterruptedException {
        var time = session.engine().time();
        var limit = JobSpec.Limits.DEFAULT.boot();
        var deadline = time.now().plus(limit);
        while (!isActive(session, id)) {
            if (!time.now().isBefore(deadline)) {
                throw new JobException(new JobError.TimedOut(Step.BOOT, limit));
            }
            time.pause(session.settings().pollPeriod());
            refresh(session);
        }
    }

    private static boolean isActive(Session session, InstanceId id) throws JobException {
        var one = session.engine().fleet().fleet().get().find(id);
        if (one.flatMap(FleetInstance::endedAt).isPresent()) {
            throw gone(one.get().instance().status().word());
        }
        if (one.isEmpty()) {
            return false;
        }
        var instance = one.get().instance();
        return switch (instance.status().kind()) {
            case ACTIVE -> instance.ip().isPresent();
            case BOOTING, UNKNOWN -> false;
            case UNHEALTHY -> throw new JobException(new JobError.Unhealthy());
            case TERMINATING, TERMINATED, PREEMPTED -> throw gone(instance.status().word());
        };
    }

    private static JobException gone(String status) {
        return new JobException(new JobError.InstanceGone(status));
    }

    /// One answer that does not come is no reason to stop waiting.
    private static void refresh(Session session) throws CloudException, InterruptedException {
        try {
            session.engine().fleet().refresh();
        } catch (CloudException e) {
            if (!e.error().isTransient()) {
                throw e;
            }
        }
    }

    private void report(Session session, InstanceId id) throws Exception {
        var one = new InstanceFinder(session.engine().fleet()).find(id.value());
        if (context.options().isJson()) {
            context.printer().json(InstanceRow.of(one, session.engine().time().now()));
        } else {
            context.printer().answer(one.instance().ip().orElse(""));
        }
    }
}
