package gpudeck.engine.job;

import gpudeck.domain.RunId;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.ssh.results.Content;
import gpudeck.ssh.results.RemoteEntry.Kind;
import gpudeck.ssh.results.VerifiedFolder;
import gpudeck.ssh.results.VerifiedFolder.Saved;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What `manifest.json` says: the results of a run, each as it was on the machine and is here. Its
/// presence means that all of them came and are right.
///
/// @param format of this file, for readers of other versions
/// @param folder on the machine that names begin in
record ResultsManifest(
        int format,
        RunId run,
        Optional<InstanceId> instance,
        Instant verifiedAt,
        String folder,
        List<String> patterns,
        int totalFiles,
        long totalBytes,
        List<File> files,
        List<Link> links,
        List<String> emptyFolders,
        List<LeftOut> leftOut) {

    private static final int FORMAT = 1;

    /// @param name on the machine
    /// @param savedAs below the run's folder
    record File(String name, String savedAs, long bytes, String sha256, Instant modified) {}

    record Link(String name, String target) {}

    record LeftOut(String name, String why) {}

    static ResultsManifest of(
            RunId run,
            Optional<InstanceId> instance,
            Instant now,
            List<String> patterns,
            VerifiedFolder here) {
        var files = new ArrayList<File>();
        var links = new ArrayList<Link>();
        var emptyFolders = new ArrayList<String>();
        for (var saved : here.saved()) {
            var entry = saved.entry();
            switch (entry.kind()) {
                case Kind.RegularFile _ -> files.add(file(saved, saved.content().orElseThrow()));
                case Kind.Symlink(String target) ->
                        links.add(new Link(entry.readableName(), target));
                case Kind.EmptyFolder _ -> emptyFolders.add(entry.readableName());
                case Kind.Unreadable _, Kind.Special _ -> {}
            }
        }
        return new ResultsManifest(
                FORMAT,
                run,
                instance,
                now,
                ProjectCommands.FOLDER,
                patterns,
                files.size(),
                files.stream().mapToLong(File::bytes).sum(),
                files,
                links,
                emptyFolders,
                here.leftOut().stream().map(u -> new LeftOut(u.name(), u.why())).toList());
    }

    private static File file(Saved saved, Content content) {
        var entry = saved.entry();
        return new File(
                entry.readableName(),
                slashed(saved.path()),
                content.bytes(),
                content.sha256(),
                entry.modified());
    }

    private static String slashed(Path path) {
        return path.toString().replace(java.io.File.separatorChar, '/');
    }
}
