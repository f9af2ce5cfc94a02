package gpudeck.ssh.results;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.ssh.BrokenConnectionException;
import gpudeck.ssh.LocalFileException;
import gpudeck.ssh.RemoteName;
import gpudeck.ssh.RemoteShell;
import gpudeck.ssh.RunningCommand;
import gpudeck.ssh.StreamThread;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/// Brings files as one tar stream. The machine is not trusted: what it sends must be what was asked
/// for, and each file must be what the manifest says. What does not come is said in the folder.
final class TarFetch {

    private static final int BUFFER_BYTES = 256 * 1024;

    private final String remoteFolder;
    private final boolean compressed;
    private final Map<String, RemoteEntry> waiting = new LinkedHashMap<>();
    private final VerifiedFolder folder;
    private final FetchProgress progress;
    private final Receiving receiving;

    TarFetch(
            String remoteFolder,
            List<RemoteEntry> files,
            boolean compressed,
            VerifiedFolder folder,
            FetchProgress progress) {
        this.remoteFolder = remoteFolder;
        this.compressed = compressed;
        files.forEach(file -> waiting.put(file.name(), file));
        this.folder = folder;
        this.progress = progress;
        this.receiving = new Receiving(folder, progress::came);
    }

    /// Names come on stdin, ended by zero bytes: none is ever read by a shell. GNU's own format has
    /// them as the bytes they are.
    String command() {
        return "cd "
                + RemoteShell.quoteFolder(remoteFolder)
                + " && LC_ALL=C tar -c -f - --format=gnu --no-recursion --null -T -"
                + (compressed ? " | zstd -1 -c -q" : "");
    }

    @Nullable Void through(RunningCommand running) throws Exception {
        var lastWords = running.lastWords();
        var names = List.copyOf(waiting.keySet());
        var _ = StreamThread.start(() -> RemoteHashes.ask(running.stdin(), names));
        var in = new Ending(running.stdout());
        try {
            var plain = compressed ? new ZstdInputStreamNoFinalizer(in) : in;
            extract(new TarArchiveInputStream(plain, StandardCharsets.ISO_8859_1.name()));
        } catch (SshException | LocalFileException e) {
            running.abandon();
            throw e;
        } catch (BrokenConnectionException e) {
            throw e;
        } catch (IOException | IllegalArgumentException damaged) {
            if (!in.ended) {
                running.abandon();
                giveUp("what the machine sent is damaged");
                return null;
            }
        }
        // Without a word about how tar ended, the connection broke.
        running.exitStatus();
        giveUp(reason(StreamThread.await(lastWords)));
        return null;
    }

    private static String reason(String lastWords) {
        return lastWords.isEmpty() ? "the machine did not send it" : lastWords;
    }

    private void giveUp(String why) {
        waiting.values().forEach(entry -> folder.failed(entry, why));
    }

    private void extract(TarArchiveInputStream tar) throws Exception {
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (!entry.isCheckSumOK()) {
                throw new IOException("a damaged header");
            }
            take(asked(entry), entry, tar);
            progress.here(1, 0);
        }
    }

    private void take(RemoteEntry wanted, TarArchiveEntry entry, TarArchiveInputStream tar)
            throws IOException, LocalFileException {
        if (entry.isLink()) {
            receiving.copyOf(wanted, relative(entry.getLinkName()));
        } else if (entry.isFile() && !entry.isSparse()) {
            receiving.whole(wanted, tar, entry.getSize());
        } else {
            folder.failed(wanted, "it became something else while it was copied");
        }
        waiting.remove(wanted.name());
    }

    private RemoteEntry asked(TarArchiveEntry entry) throws SshException {
        var name = relative(entry.getName());
        var wanted = waiting.get(name);
        if (wanted == null) {
            throw new SshException(
                    new SshError.UnsafePath(RemoteName.readable(name), "it was not asked for"));
        }
        return wanted;
    }

    /// The reader takes bytes for characters one by one, so none is lost.
    private static String relative(String name) {
        var whole = RemoteName.decode(name.getBytes(StandardCharsets.ISO_8859_1));
        var tidy = whole.startsWith("./") ? whole.substring(2) : whole;
        return tidy.endsWith("/") ? tidy.substring(0, tidy.length() - 1) : tidy;
    }

    /// Knows whether the stream came to its end.
    private static final class Ending extends FilterInputStream {

        private boolean ended;

        Ending(InputStream in) {
            super(new BufferedInputStream(in, BUFFER_BYTES));
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            ended |= read < 0;
            return read;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            ended |= read < 0;
            return read;
        }
    }
}
