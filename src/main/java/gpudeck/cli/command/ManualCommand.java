package gpudeck.cli.command;

import gpudeck.cli.CommandContext;
import gpudeck.cli.ExitStatus;
import gpudeck.cli.output.ManualPage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `gpudeck manual`: all that `--help` says, as one page for `man`.
@Command(name = "manual")
public final class ManualCommand implements Callable<Integer> {

    private final CommandContext context;

    @Spec private CommandSpec spec = CommandSpec.create();

    public ManualCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.terminal().out().print(ManualPage.of(spec.root(), context.messages()));
        context.terminal().out().flush();
        return ExitStatus.DONE;
    }
}
