package gpudeck.cli;

import gpudeck.cli.command.CompletionCommand;
import gpudeck.cli.command.DoctorCommand;
import gpudeck.cli.command.DownloadCommand;
import gpudeck.cli.command.ExtendCommand;
import gpudeck.cli.command.ImagesCommand;
import gpudeck.cli.command.InstancesCommand;
import gpudeck.cli.command.KeysCommand;
import gpudeck.cli.command.LaunchCommand;
import gpudeck.cli.command.ManualCommand;
import gpudeck.cli.command.ReconcileCommand;
import gpudeck.cli.command.RegionsCommand;
import gpudeck.cli.command.RenameCommand;
import gpudeck.cli.command.RestartCommand;
import gpudeck.cli.command.ShowCommand;
import gpudeck.cli.command.SshCommand;
import gpudeck.cli.command.SshConfigCommand;
import gpudeck.cli.command.TerminateCommand;
import gpudeck.cli.command.TypesCommand;
import gpudeck.cli.command.UploadCommand;
import gpudeck.cli.command.WaitCommand;
import gpudeck.cli.key.ForgetKeyCommand;
import gpudeck.cli.key.KeyCommand;
import gpudeck.cli.key.SetKeyCommand;
import gpudeck.cli.key.ShowKeyCommand;
import gpudeck.cli.output.Printer;
import gpudeck.cli.run.AttachCommand;
import gpudeck.cli.run.RunCommand;
import gpudeck.domain.Messages;
import gpudeck.domain.UserMessage;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// The command line. One object runs one command, once; [#interrupt] may come from any thread.
public final class Cli {

    /// Commands that tell about all the others.
    private static final Set<String> ABOUT_ALL = Set.of("completion", "manual");

    private final Terminal terminal;
    private final CommandLine commands;
    private final Map<String, Supplier<CommandLine>> subcommands = new LinkedHashMap<>();
    private final Printer printer;
    private final ResourceBundle texts;
    private final CountDownLatch finished = new CountDownLatch(1);
    private boolean started;
    private @Nullable Thread worker;
    private @Nullable StopSignal stop;
    private volatile int status = ExitStatus.DONE;

    public Cli(EngineFactory factory, KeyAccess keys, Terminal terminal) {
        this.texts = ResourceBundle.getBundle("gpudeck.i18n.messages");
        var messages = new Messages(texts);
        var options = new GlobalOptions();
        var context = new CommandContext(factory, keys, options, terminal, messages);
        this.printer = context.printer();
        this.terminal = terminal;
        this.commands = new CommandLine(options);
        add(context);
        commands.getCommandSpec().usageMessage().footer(texts.getString("cli.exits"));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, stream.charset()), true);
    }

    private void add(CommandContext context) {
        add("types", () -> new TypesCommand(context));
        add("regions", () -> new RegionsCommand(context));
        add("images", () -> new ImagesCommand(context));
        add("keys", () -> new KeysCommand(context));
        subcommands.put("key", () -> keyCommand(context));
        add("instances", () -> new InstancesCommand(context));
        add("show", () -> new ShowCommand(context));
        add("launch", () -> new LaunchCommand(context));
        add("extend", () -> new ExtendCommand(context));
        add("terminate", () -> new TerminateCommand(context));
        add("reconcile", () -> new ReconcileCommand(context));
        add("restart", () -> new RestartCommand(context));
        add("rename", () -> new RenameCommand(context));
        add("wait", () -> new WaitCommand(context));
        add("ssh", () -> new SshCommand(context));
        add("ssh-config", () -> new SshConfigCommand(context));
        add("upload", () -> new UploadCommand(context));
        add("download", () -> new DownloadCommand(context));
        add("run", () -> new RunCommand(context));
        add("attach", () -> new AttachCommand(context));
        add("doctor", () -> new DoctorCommand(context));
        add("completion", () -> new CompletionCommand(context));
        add("manual", () -> new ManualCommand(context));
    }

    /// Adds a command.
    ///
    /// @param command makes a picocli command; its description is the text `cli.command.NAME`
    public void add(String name, Supplier<?> command) {
        subcommands.put(name, () -> described("cli.command." + name, command.get()));
    }

    private CommandLine keyCommand(CommandContext context) {
        var key = described("cli.command.key", new KeyCommand());
        addTo(key, "set", new SetKeyCommand(context));
        addTo(key, "show", new ShowKeyCommand(context));
        addTo(key, "forget", new ForgetKeyCommand(context));
        return key;
    }

    private void addTo(CommandLine key, String name, Object command) {
        key.addSubcommand(name, described("cli.command.key." + name, command));
    }

    private CommandLine described(String key, Object command) {
        var described = new CommandLine(command);
        described.getCommandSpec().usageMessage().description(texts.getString(key));
        return described;
    }

    /// Runs a command on the calling thread.
    ///
    /// @return the exit status of the program, see [ExitStatus]
    public int run(List<String> arguments) {
        try {
            if (enter()) {
                int result = execute(arguments);
                synchronized (this) {
                    status = stop != null && result != ExitStatus.DONE ? stop.exitStatus() : result;
                    worker = null;
                }
            }
            return status;
        } finally {
            finished.countDown();
        }
    }

    private int execute(List<String> arguments) {
        read(arguments);
        configure();
        if (arguments.isEmpty()) {
            commands.usage(commands.getErr());
            return ExitStatus.USAGE;
        }
        return commands.execute(arguments.toArray(String[]::new));
    }

    /// Only the commands that may be meant: picocli takes longer to read the options of all than
    /// most commands run. Help, and an answer to a mistake, are about all of them.
    private void read(List<String> arguments) {
        boolean all =
                arguments.stream().anyMatch(ABOUT_ALL::contains)
                        || arguments.stream().noneMatch(subcommands::containsKey);
        subcommands.forEach((name, command) -> {
            if (all || arguments.contains(name)) {
                commands.addSubcommand(name, command.get());
            }
        });
    }

    /// When all commands are there: each takes over what is set.
    private void configure() {
        commands.setOut(writer(terminal.out()))
                .setErr(writer(terminal.err()))
                .setResourceBundle(texts)
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, _, _) -> fail(e))
                .setParameterExceptionHandler((e, _) -> refuse(e));
    }

    private synchronized boolean enter() {
        if (stop != null) {
            status = stop.exitStatus();
            return false;
        }
        started = true;
        worker = Thread.currentThread();
        return true;
    }

    /// Ends the command, for a signal or a shutdown hook: a job is cancelled and its instance
    /// terminated. Returns when that is done, or after `limit`.
    ///
    /// @return the exit status of the program
    public int interrupt(StopSignal signal, Duration limit) throws InterruptedException {
        synchronized (this) {
            if (stop == null) {
                stop = signal;
            }
            if (!started) {
                return stop.exitStatus();
            }
            if (worker != null) {
                worker.interrupt();
                printer.note("cli.stopping");
            }
        }
        boolean ended = finished.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        return ended ? status : signal.exitStatus();
    }

    private int fail(Exception exception) {
        var failure = Failure.of(exception);
        printer.problem(failure.explanation());
        return failure.exitStatus();
    }

    private int refuse(ParameterException exception) {
        printer.problem(UserMessage.of("cli.usage", String.valueOf(exception.getMessage())));
        CommandLine.UnmatchedArgumentException.printSuggestions(
                exception, exception.getCommandLine().getErr());
        printer.note("cli.usage.help", exception.getCommandLine().getCommandSpec().qualifiedName());
        return ExitStatus.USAGE;
    }
}
