package gpudeck.cli.command;

import gpudeck.cli.CommandContext;
import gpudeck.cli.ExitStatus;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `gpudeck ssh-config on|off|show`: the instances as hosts of the system's own `ssh`.
@Command(name = "ssh-config")
public final class SshConfigCommand implements Callable<Integer> {

    enum Wish {
        ON,
        OFF,
        SHOW
    }

    private final CommandContext context;

    @Parameters(
            arity = "0..1",
            paramLabel = "on|off|show",
            descriptionKey = "cli.parameter.sshConfig")
    private Wish wish = Wish.SHOW;

    public SshConfigCommand(CommandContext context) {
        this.context = context;
    }

    record Row(String state, String config, String hosts) {}

    @Override
    public Integer call() throws Exception {
        try (var session = context.open()) {
            var hosts = session.engine().hosts();
            if (wish == Wish.ON) {
                session.engine().fleet().refresh();
            }
            if (wish != Wish.SHOW) {
                hosts.putIntoSshConfig(wish == Wish.ON);
            }
            var config = hosts.sshConfig();
            var now = config.hosts();
            var state = now.isPresent() ? Wish.ON : Wish.OFF;
            var users = config.users().toString();
            if (context.options().isJson()) {
                var word = state.name().toLowerCase(Locale.ROOT);
                context.printer().json(new Row(word, users, now.orElse("")));
            } else {
                context.printer().note("cli.sshConfig." + state.name(), users);
                now.ifPresent(text -> text.lines().forEach(context.printer()::answer));
            }
            return ExitStatus.DONE;
        }
    }
}
