package gpudeck.cli.command;

import gpudeck.cli.CommandContext;
import gpudeck.cli.ExitStatus;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `gpudeck completion`: what a shell needs to complete the words of this program.
@Command(name = "completion")
public final class CompletionCommand implements Callable<Integer> {

    private final CommandContext context;

    @Spec private CommandSpec spec = CommandSpec.create();

    public CompletionCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var program = spec.root().commandLine();
        context.terminal().out().print(AutoComplete.bash(program.getCommandName(), program));
        context.terminal().out().flush();
        return ExitStatus.DONE;
    }
}
