package gpudeck.engine.job;

import gpudeck.domain.Step;
import gpudeck.domain.job.StepNote;
import gpudeck.ssh.TransferProgress;

/// Says in the run's record how far a transfer is. Called by one thread at a time.
final class TransferNotes implements TransferProgress {

    private final Step step;
    private final RunRecord record;
    private volatile StepNote last = new StepNote.None();

    TransferNotes(Step step, RunRecord record) {
        this.step = step;
        this.record = record;
    }

    @Override
    public void at(int files, int totalFiles, long bytes, long totalBytes) {
        last = new StepNote.Transfer(files, totalFiles, bytes, totalBytes);
        record.transferred(step, last);
    }

    /// The last word may have been passed over.
    void done() {
        record.note(step, last);
    }
}
