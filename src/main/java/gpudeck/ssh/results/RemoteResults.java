package gpudeck.ssh.results;

import gpudeck.domain.SshException;
import gpudeck.ssh.Distance;
import gpudeck.ssh.LocalFileException;
import gpudeck.ssh.SshConnection;
import gpudeck.ssh.TransferProgress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The results in one folder of a machine: what there is, and bringing it.
public final class RemoteResults {

    private final SshConnection connection;
    private final String remoteFolder;

    /// @param remoteFolder a leading `~/` is the home folder
    public RemoteResults(SshConnection connection, String remoteFolder) {
        this.connection = connection;
        this.remoteFolder = remoteFolder;
    }

    /// Lists what matches `patterns` (relative to the folder; a folder means all in it), with the
    /// SHA-256 of each file. `.venv` and `.git` never match, and no link is followed.
    public RemoteManifest list(List<String> patterns)
            throws SshException, IOException, InterruptedException {
        var selection = new RemoteSelection(remoteFolder, patterns);
        var found = connection.converse(selection.command(), selection::through);
        var files =
                found.entrySet().stream()
                        .filter(e -> e.getValue().isFile())
                        .map(Map.Entry::getKey)
                        .toList();
        var hashes = new RemoteHashes(remoteFolder, files);
        var known =
                files.isEmpty()
                        ? Map.<String, String>of()
                        : connection.converse(hashes.command(), hashes::through);
        var entries = new ArrayList<RemoteEntry>(found.size());
        found.forEach((name, each) -> {
            var kind = each.isFile() ? hashes.kind(name, each.bytes(), known) : each.other();
            entries.add(new RemoteEntry(name, each.modified(), each.isExecutable(), kind));
        });
        return new RemoteManifest(entries, hashes.gain());
    }

    /// Brings what of `manifest` is not yet in `into`. What could not be brought, or came wrong, is
    /// no failure here: [VerifiedFolder#missing] has it.
    ///
    /// @throws IOException when a local file could not be written; what came before it stays
    public void fetch(RemoteManifest manifest, VerifiedFolder into, TransferProgress progress)
            throws SshException, IOException, InterruptedException {
        try {
            var wanted = into.begin(manifest);
            var counted = FetchProgress.of(manifest, wanted, progress);
            var tails = new ArrayList<TailFetch>();
            var whole = new ArrayList<RemoteEntry>();
            for (var file : wanted) {
                long have = into.incoming().have(file, Receiving.fileOf(file));
                if (have > 0) {
                    tails.add(new TailFetch(remoteFolder, file, have, into, counted));
                } else {
                    whole.add(file);
                }
            }
            if (!whole.isEmpty()) {
                boolean compressed = manifest.compresses() && Distance.isFar(connection);
                var tar = new TarFetch(remoteFolder, whole, compressed, into, counted);
                connection.converse(tar.command(), tar::through);
            }
            for (var tail : tails) {
                connection.converse(tail.command(), tail::through);
            }
            into.finish(manifest);
        } catch (LocalFileException e) {
            throw e.inner();
        }
    }
}
