package gpudeck.engine.job;

import gpudeck.domain.Step;
import gpudeck.domain.job.StepNote;
import gpudeck.engine.Time;
import gpudeck.engine.TransferRate;
import gpudeck.ssh.TransferProgress;
import java.util.Optional;

/// Says in the run's record how far a transfer is. Called by one thread at a time.
final class TransferNotes implements TransferProgress {

    private final Step step;
    private final RunRecord record;
    private final Time time;
    private volatile StepNote last = new StepNote.None();
    private Optional<TransferRate> rate = Optional.empty();

    TransferNotes(Step step, RunRecord record) {
        this.step = step;
        this.record = record;
        this.time = record.time();
    }

    @Override
    public void at(int files, int totalFiles, long bytes, long totalBytes) {
        var known = rate.orElseGet(() -> new TransferRate(time, bytes));
        rate = Optional.of(known);
        boolean isDone = bytes >= totalBytes;
        long perSecond = isDone ? known.overall(bytes) : known.recent(bytes);
        // Of an upload it is known before it begins how much it is.
        last =
                step == Step.UPLOAD && totalFiles == 0
                        ? new StepNote.Unchanged()
                        : new StepNote.Transfer(files, totalFiles, bytes, totalBytes, perSecond);
        record.transferred(step, last);
    }

    /// The last word may have been passed over.
    void done() {
        record.note(step, last);
    }
}
