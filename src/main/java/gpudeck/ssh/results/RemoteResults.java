package gpudeck.ssh.results;

import gpudeck.domain.SshException;
import gpudeck.ssh.Distance;
import gpudeck.ssh.LocalFileException;
import gpudeck.ssh.SshConnection;
import gpudeck.ssh.StreamThread;
import gpudeck.ssh.TransferProgress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The results in one folder of a machine: what there is, and bringing it.
public final class RemoteResults {

    private final SshConnection connection;
    private final String remoteFolder;
    private @Nullable CompletableFuture<Boolean> isFar;

    /// @param remoteFolder a leading `~/` is the home folder
    public RemoteResults(SshConnection connection, String remoteFolder) {
        this.connection = connection;
        this.remoteFolder = remoteFolder;
    }

    /// Lists what matches `patterns` (relative to the folder; a folder means all in it). `.venv`
    /// and `.git` never match, and no link is followed.
    public RemoteManifest list(List<String> patterns)
            throws SshException, IOException, InterruptedException {
        var _ = distance();
        var selection = new RemoteSelection(remoteFolder, patterns);
        var found = connection.converse(selection.command(), selection::through);
        var entries = new ArrayList<RemoteEntry>(found.size());
        found.forEach((name, each) -> entries.add(each.entry(name)));
        return new RemoteManifest(entries);
    }

    /// Brings what of `manifest` is not yet in `into`. What could not be brought, or came wrong, is
    /// no failure here: [VerifiedFolder#missing] has it.
    ///
    /// @throws IOException when a local file could not be written; what came before it stays
    public void fetch(RemoteManifest manifest, VerifiedFolder into, TransferProgress progress)
            throws SshException, IOException, InterruptedException {
        try {
            var plan = into.begin(manifest);
            var counted = FetchProgress.of(manifest, plan, progress);
            var files = plan.files();
            if (!files.isEmpty()) {
                boolean isFar = StreamThread.get(distance());
                try (var hashes = RemoteHashes.of(connection, remoteFolder, files, isFar)) {
                    bring(plan, hashes, isFar, into, counted);
                }
            }
            into.finish(manifest);
        } catch (LocalFileException e) {
            throw e.inner();
        } catch (SshException | IOException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("bringing results broke", e);
        }
    }

    /// What comes is written while the machine hashes it. What then is not the same comes once
    /// more: this time it is known before what it should be.
    private void bring(
            FetchPlan plan,
            RemoteHashes hashes,
            boolean isFar,
            VerifiedFolder into,
            FetchProgress counted)
            throws Exception {
        try (var verification = new Verification(into, hashes)) {
            var receiving = new Receiving(into, verification, counted);
            try {
                tar(plan.whole(), isFar, into, verification, receiving);
                for (var each : plan.tails()) {
                    var tail = new TailFetch(remoteFolder, each, into, receiving, counted);
                    connection.converse(tail.command(), tail::through);
                }
            } catch (IOException localFile) {
                verification.keepWhatCame();
                throw localFile;
            }
            var wrong = verification.decide(plan.doubts());
            tar(wrong, isFar, into, verification, receiving);
            verification.decide(List.of());
        }
    }

    private void tar(
            List<RemoteEntry> files,
            boolean isFar,
            VerifiedFolder into,
            Verification verification,
            Receiving receiving)
            throws Exception {
        if (!files.isEmpty()) {
            var tar = new TarFetch(remoteFolder, files, isFar, into, verification, receiving);
            connection.converse(tar.command(), tar::through);
        }
    }

    /// Asked beside all else.
    private CompletableFuture<Boolean> distance() {
        var asked = isFar;
        if (asked == null) {
            asked = StreamThread.start(() -> Distance.isFar(connection));
            isFar = asked;
        }
        return asked;
    }
}
