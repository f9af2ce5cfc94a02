package gpudeck.cli.command;

import gpudeck.cli.CommandContext;
import gpudeck.cli.ExitStatus;
import gpudeck.cli.HostKeyOption;
import gpudeck.cli.InstanceFinder;
import gpudeck.domain.JobError;
import gpudeck.domain.JobException;
import gpudeck.domain.UserMessage;
import gpudeck.engine.RemoteService.Unsaved;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gpudeck download ID PATH…`: brings files and folders; overwrites nothing.
@Command(name = "download")
public final class DownloadCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "ID", descriptionKey = "cli.parameter.id")
    private String wanted = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "PATH",
            descriptionKey = "cli.parameter.remote")
    private List<String> patterns = List.of();

    @Option(names = "--from", paramLabel = "FOLDER", descriptionKey = "cli.option.from")
    private String folder = "~/project";

    @Option(names = "--out", paramLabel = "DIR", descriptionKey = "cli.option.downloadOut")
    private Path out = Path.of(".");

    @Mixin private final HostKeyOption hostKey = new HostKeyOption();

    public DownloadCommand(CommandContext context) {
        this.context = context;
    }

    private void complain(String key, List<Unsaved> unsaved) {
        unsaved.forEach(u -> context.printer().problem(UserMessage.of(key, u.name(), u.why())));
    }

    @Override
    public Integer call() throws Exception {
        try (var session = context.open()) {
            var id = new InstanceFinder(session.engine().fleet()).one(wanted);
            var report = new TransferReport(context, session.engine().time());
            var brought =
                    hostKey.reaching(
                            context,
                            session,
                            id,
                            () ->
                                    session.engine()
                                            .remote()
                                            .download(id, folder, patterns, out, report));
            if (brought.isEmpty()) {
                throw new JobException(new JobError.NoResults(patterns));
            }
            var came = brought.brought().stream().map(Path::toString).toList();
            report.done("cli.download.done", out.toString(), came);
            complain("cli.download.leftOut", brought.leftOut());
            complain("cli.download.missing", brought.missing());
            return brought.missing().isEmpty() ? ExitStatus.DONE : ExitStatus.JOB_FAILED;
        }
    }
}
