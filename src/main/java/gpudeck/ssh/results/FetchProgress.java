package gpudeck.ssh.results;

import gpudeck.ssh.TransferProgress;
import java.util.List;

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

    static FetchProgress of(
            RemoteManifest manifest, List<RemoteEntry> wanted, TransferProgress told) {
        var progress = new FetchProgress(told, manifest.fileCount(), manifest.bytes());
        long coming = wanted.stream().mapToLong(e -> Receiving.fileOf(e).bytes()).sum();
        progress.here(manifest.fileCount() - wanted.size(), manifest.bytes() - coming);
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

    private void report() {
        told.at(files, totalFiles, Math.min(bytes, totalBytes), totalBytes);
    }
}
