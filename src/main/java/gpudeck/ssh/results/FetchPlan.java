package gpudeck.ssh.results;

import gpudeck.ssh.results.RemoteEntry.Kind.RegularFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What has to be done so that a folder has the files of a manifest.
final class FetchPlan {

    private static final Comparator<RemoteEntry> SMALL_FIRST =
            Comparator.comparingLong((RemoteEntry e) -> fileOf(e).bytes())
                    .thenComparing(RemoteEntry::name);

    private final List<RemoteEntry> whole = new ArrayList<>();
    private final List<Tail> tails = new ArrayList<>();
    private final List<Doubt> doubts = new ArrayList<>();

    /// A large file that was cut.
    ///
    /// @param have so much of it came
    record Tail(RemoteEntry file, long have) {}

    /// A file that seems to be here.
    ///
    /// @param at where it lies
    /// @param content what is in it, where that is known
    /// @param cameWhole whether it came in an earlier attempt and waits for its name
    record Doubt(RemoteEntry file, Path at, Optional<Content> content, boolean cameWhole) {}

    void bring(RemoteEntry file) {
        whole.add(file);
    }

    void goOn(RemoteEntry file, long have) {
        tails.add(new Tail(file, have));
    }

    void lookAt(Doubt doubt) {
        doubts.add(doubt);
    }

    /// Small ones first: whatever happens, most are saved then.
    List<RemoteEntry> whole() {
        return whole.stream().sorted(SMALL_FIRST).toList();
    }

    List<Tail> tails() {
        return List.copyOf(tails);
    }

    List<Doubt> doubts() {
        return List.copyOf(doubts);
    }

    /// All whose hashes are needed, in the order in which they come.
    List<RemoteEntry> files() {
        return Stream.of(
                        whole().stream(),
                        tails.stream().map(Tail::file),
                        doubts.stream().map(Doubt::file))
                .flatMap(files -> files)
                .toList();
    }

    /// So many files are here, or seem to be.
    int filesHere(RemoteManifest manifest) {
        return manifest.fileCount() - whole.size() - tails.size();
    }

    long bytesHere(RemoteManifest manifest) {
        var coming = Stream.concat(whole.stream(), tails.stream().map(Tail::file));
        return manifest.bytes() - coming.mapToLong(file -> fileOf(file).bytes()).sum();
    }

    static RegularFile fileOf(RemoteEntry entry) {
        if (entry.kind() instanceof RegularFile file) {
            return file;
        }
        throw new IllegalArgumentException("not a file: " + entry);
    }
}
