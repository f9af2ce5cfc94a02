package gpudeck.ssh.results;

import gpudeck.ssh.TransferProgress;

/// Counts what has come of a fetch, what was here before included.
final class FetchProgress {

    private final TransferProgress told;
    private final int totalFiles;
    private final long totalBytes;
    private int files;
    private long bytes;

    private FetchProgress(TransferProgress told, int totalFiles, long totalBytes) {
        this.told = told;
        this.totalFiles = totalFiles;
        this.totalBytes = totalBytes;
    }

    static FetchProgress of(RemoteManifest manifest, FetchPlan plan, TransferProgress told) {
        var progress = new FetchProgress(told, manifest.fileCount(), manifest.bytes());
        progress.here(plan.filesHere(manifest), plan.bytesHere(manifest));
        return progress;
    }

    void here(int moreFiles, long moreBytes) {
        files += moreFiles;
        bytes += moreBytes;
        report();
    }

    void came(int moreBytes) {
        bytes += moreBytes;
        report();
    }

    /// What changes while it is copied may come longer, or twice.
    private void report() {
        told.at(Math.min(files, totalFiles), totalFiles, Math.min(bytes, totalBytes), totalBytes);
    }
}
