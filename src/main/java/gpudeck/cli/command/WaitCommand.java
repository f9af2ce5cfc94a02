package gpudeck.cli.command;

import gpudeck.cli.CommandContext;
import gpudeck.cli.ExitStatus;
import gpudeck.cli.HostKeyOption;
import gpudeck.cli.InstanceFinder;
import gpudeck.cli.Session;
import gpudeck.domain.cloud.InstanceId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin private final HostKeyOption hostKey = new HostKeyOption();

    public WaitCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        try (var session = context.open()) {
            var fleet = session.engine().fleet();
            var id = new InstanceFinder(fleet).one(wanted);
            switch (until) {
                case ACTIVE -> session.engine().remote().awaitActive(id);
                case SSH ->
                        hostKey.reaching(
                                context,
                                session,
                                id,
                                () -> {
                                    session.engine().remote().awaitReachable(id);
                                    return id;
                                });
            }
            report(session, id);
            return ExitStatus.DONE;
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
