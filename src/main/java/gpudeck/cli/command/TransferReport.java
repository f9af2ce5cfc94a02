package gpudeck.cli.command;

import gpudeck.cli.CommandContext;
import gpudeck.cli.output.ProgressLine;
import gpudeck.domain.ByteCount;
import gpudeck.engine.RemoteService;
import gpudeck.engine.Time;
import java.util.List;

/// Shows how far a transfer is, and what it came to.
final class TransferReport implements RemoteService.Progress {

    private final CommandContext context;
    private final ProgressLine line;
    private volatile Row last = new Row(0, 0, List.of());

    TransferReport(CommandContext context, Time time) {
        this.context = context;
        this.line = new ProgressLine(context.terminal(), time);
    }

    /// @param paths that were brought; empty for an upload
    record Row(int files, long bytes, List<String> paths) {}

    @Override
    public void at(int files, int totalFiles, long bytes, long totalBytes) {
        last = new Row(files, bytes, List.of());
        var shown = context.messages().text("cli.transfer.at", files, new ByteCount(bytes));
        line.show(
                totalBytes > 0
                        ? context.messages()
                                .text("cli.transfer.of", shown, new ByteCount(totalBytes))
                        : shown);
    }

    void done(String key, String target, List<String> paths) {
        line.clear();
        if (context.options().isJson()) {
            context.printer().json(new Row(last.files(), last.bytes(), paths));
            return;
        }
        paths.forEach(context.printer()::answer);
        context.printer().note(key, last.files(), new ByteCount(last.bytes()), target);
    }
}
