package gpudeck.app;

import gpudeck.cli.GlobalOptions;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/// What the window was started with: options that every command takes, and no command.
record WindowOptions(GlobalOptions global) {

    /// Empty if the arguments are for the command line: there is a command, a question for help, or
    /// a mistake that it explains.
    static Optional<WindowOptions> of(List<String> arguments) {
        var options = new GlobalOptions();
        if (arguments.isEmpty()) {
            return Optional.of(new WindowOptions(options));
        }
        try {
            var parsed = new CommandLine(options).parseArgs(arguments.toArray(String[]::new));
            boolean help = parsed.isUsageHelpRequested() || parsed.isVersionHelpRequested();
            return help || options.isJson()
                    ? Optional.empty()
                    : Optional.of(new WindowOptions(options));
        } catch (CommandLine.ParameterException notForTheWindow) {
            return Optional.empty();
        }
    }
}
