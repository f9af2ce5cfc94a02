package gpudeck.ssh;

/// Told how far a transfer is, from the transferring thread, often. Totals of 0 are not known.
@FunctionalInterface
public interface TransferProgress {

    TransferProgress NONE = (_, _, _, _) -> {};

    void at(int files, int totalFiles, long bytes, long totalBytes);
}
