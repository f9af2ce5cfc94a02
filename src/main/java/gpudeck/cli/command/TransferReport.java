package gpudeck.cli.command;

import gpudeck.cli.CommandContext;
import gpudeck.cli.output.ProgressLine;
import gpudeck.domain.ByteCount;
import gpudeck.domain.TimeSpan;
import gpudeck.domain.job.StepNote;
import gpudeck.engine.RemoteService;
import gpudeck.engine.Time;
import gpudeck.engine.TransferRate;
import java.util.List;
import java.util.Optional;

/// Shows how far a transfer is, and what it came to.
final class TransferReport implements RemoteService.Progress {

    private final CommandContext context;
    private final Time time;
    private final ProgressLine line;
    private Optional<TransferRate> rate = Optional.empty();
    private volatile Row last = new Row(0, 0, List.of());

    TransferReport(CommandContext context, Time time) {
        this.context = context;
        this.time = time;
        this.line = new ProgressLine(context.terminal(), time);
    }

    /// @param paths that were brought; empty for an upload
    record Row(int files, long bytes, List<String> paths) {}

    @Override
    public void at(int files, int totalFiles, long bytes, long totalBytes) {
        last = new Row(files, bytes, List.of());
        var known = rate.orElseGet(() -> new TransferRate(time, bytes));
        rate = Optional.of(known);
        var shown = text("cli.transfer.at", files, new ByteCount(bytes));
        if (totalBytes > 0) {
            shown = text("cli.transfer.of", shown, new ByteCount(totalBytes));
        }
        var now = new StepNote.Transfer(files, totalFiles, bytes, totalBytes, known.recent(bytes));
        var left = now.left();
        line.show(
                left.isEmpty()
                        ? shown
                        : text(
                                "cli.transfer.left",
                                shown,
                                new ByteCount(now.perSecond()),
                                new TimeSpan(left.get())));
    }

    private String text(String key, Object... values) {
        return context.messages().text(key, values);
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
