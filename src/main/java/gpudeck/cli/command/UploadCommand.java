package gpudeck.cli.command;

import gpudeck.cli.CommandContext;
import gpudeck.cli.CommandException;
import gpudeck.cli.ExitStatus;
import gpudeck.cli.HostKeyOption;
import gpudeck.cli.InstanceFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gpudeck upload ID PATH`: sends a file or a folder.
@Command(name = "upload")
public final class UploadCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "ID", descriptionKey = "cli.parameter.id")
    private String wanted = "";

    @Parameters(index = "1", paramLabel = "PATH", descriptionKey = "cli.parameter.local")
    private Path local = Path.of("");

    @Option(names = "--to", paramLabel = "FOLDER", descriptionKey = "cli.option.to")
    private String folder = "~/project";

    @Mixin private final HostKeyOption hostKey = new HostKeyOption();

    public UploadCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        if (!Files.exists(local)) {
            throw CommandException.usage("cli.path.missing", local.toString());
        }
        try (var session = context.open()) {
            var id = new InstanceFinder(session.engine().fleet()).one(wanted);
            var report = new TransferReport(context, session.engine().time());
            hostKey.reaching(
                    context,
                    session,
                    id,
                    () -> {
                        session.engine().remote().upload(id, local, folder, report);
                        return id;
                    });
            report.done("cli.upload.done", folder, List.of());
            return ExitStatus.DONE;
        }
    }
}
