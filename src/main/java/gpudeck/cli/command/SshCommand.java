package gpudeck.cli.command;

import gpudeck.cli.CommandContext;
import gpudeck.cli.CommandException;
import gpudeck.cli.ExitStatus;
import gpudeck.cli.HostKeyOption;
import gpudeck.cli.InstanceFinder;
import gpudeck.cli.Session;
import gpudeck.cli.output.Passthrough;
import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.InstanceId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `gpudeck ssh ID [-- COMMAND…]`: a shell on an instance with the system's own `ssh`, or one
/// command, whose exit status is passed on.
@Command(name = "ssh")
public final class SshCommand implements Callable<Integer> {

    private static final String END_OF_OPTIONS = "--";

    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "ID", descriptionKey = "cli.parameter.id")
    private String wanted = "";

    @Parameters(index = "1..*", paramLabel = "COMMAND", descriptionKey = "cli.parameter.command")
    private List<String> command = List.of();

    @Mixin private final HostKeyOption hostKey = new HostKeyOption();

    public SshCommand(CommandContext context) {
        this.context = context;
    }

    /// What comes after the instance belongs to the command: `gpudeck ssh box ls -l`.
    @Spec
    void takeTheRestAsItIs(CommandSpec spec) {
        spec.parser().stopAtPositional(true);
    }

    record Shell(List<String> command) {}

    @Override
    public Integer call() throws Exception {
        try (var session = context.open()) {
            var id = new InstanceFinder(session.engine().fleet()).one(wanted);
            var words =
                    !command.isEmpty() && command.getFirst().equals(END_OF_OPTIONS)
                            ? command.subList(1, command.size())
                            : command;
            return words.isEmpty()
                    ? openShell(session, id)
                    : hostKey.reaching(
                            context,
                            session,
                            id,
                            () ->
                                    session.engine()
                                            .remote()
                                            .run(
                                                    id,
                                                    String.join(" ", words),
                                                    new Passthrough(context.terminal())));
        }
    }

    /// What is opened at once is looked at first: `ssh` has harder words for a key that is not
    /// there yet.
    private Optional<List<String>> command(Session session, InstanceId id) throws Exception {
        var remote = session.engine().remote();
        var command = remote.sshCommand(id);
        if (command.isPresent() && !context.options().isJson()) {
            remote.checkHostKey(id);
        }
        return command;
    }

    private int openShell(Session session, InstanceId id) throws Exception {
        var shell =
                hostKey.reaching(context, session, id, () -> command(session, id))
                        .orElseThrow(() ->
                                new CommandException(
                                        UserMessage.of("cli.ssh.noAddress", wanted),
                                        ExitStatus.UNREACHABLE));
        if (context.options().isJson()) {
            context.printer().json(new Shell(shell));
            return ExitStatus.DONE;
        }
        return context.terminal().handOver(shell);
    }
}
