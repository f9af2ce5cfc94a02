package gpudeck.ssh.results;

import gpudeck.ssh.BrokenConnectionException;
import gpudeck.ssh.LocalFileException;
import gpudeck.ssh.RemoteShell;
import gpudeck.ssh.RunningCommand;
import gpudeck.ssh.StreamThread;
import gpudeck.ssh.results.FetchPlan.Tail;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Goes on with one large file where an earlier transfer was cut.
final class TailFetch {

    private final String remoteFolder;
    private final RemoteEntry file;
    private final long have;
    private final VerifiedFolder folder;
    private final Receiving receiving;
    private final FetchProgress progress;

    TailFetch(
            String remoteFolder,
            Tail tail,
            VerifiedFolder folder,
            Receiving receiving,
            FetchProgress progress) {
        this.remoteFolder = remoteFolder;
        this.file = tail.file();
        this.have = tail.have();
        this.receiving = receiving;
        this.folder = folder;
        this.progress = progress;
    }

    /// The file may have become longer: no more is sent than belongs to it.
    String command() {
        long left = FetchPlan.fileOf(file).bytes() - have;
        return "cd "
                + RemoteShell.quoteFolder(remoteFolder)
                + " && LC_ALL=C xargs -0 -r tail -c +%d -- | head -c %d".formatted(have + 1, left);
    }

    @Nullable Void through(RunningCommand running) throws Exception {
        progress.here(0, have);
        var lastWords = running.lastWords();
        var _ = StreamThread.start(() -> RemoteHashes.ask(running.stdin(), List.of(file.name())));
        try {
            receiving.rest(file, running.stdout());
        } catch (LocalFileException | InterruptedException e) {
            running.abandon();
            throw e;
        } catch (BrokenConnectionException e) {
            throw e;
        } catch (IOException cut) {
            running.exitStatus();
            var words = StreamThread.await(lastWords);
            folder.failed(file, words.isEmpty() ? "its end did not come" : words);
        }
        return null;
    }
}
