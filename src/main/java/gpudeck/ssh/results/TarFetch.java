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
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/// Brings files as one tar stream. The machine is not trusted: what it sends must be what was asked
/// for. What does not come is said in the folder.
final class TarFetch {

    private static final int BUFFER_BYTES = 256 * 1024;
    private static final String TAR =
            "LC_ALL=C tar -c -f - --format=gnu --no-recursion --null -T -";
    private static final String PACKED = " | zstd -3 -c -q --single-thread";

    /// How a zstd stream begins, and no archive does.
    private static final byte[] MAGIC = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD};

    private final String remoteFolder;
    private final boolean isFar;
    private final Map<String, RemoteEntry> waiting = new LinkedHashMap<>();
    private final VerifiedFolder folder;
    private final Verification verification;
    private final Receiving receiving;

    TarFetch(
            String remoteFolder,
            List<RemoteEntry> files,
            boolean isFar,
            VerifiedFolder folder,
            Verification verification,
            Receiving receiving) {
        this.remoteFolder = remoteFolder;
        this.isFar = isFar;
        files.forEach(file -> waiting.put(file.name(), file));
        this.folder = folder;
        this.verification = verification;
        this.receiving = receiving;
    }

    /// Names come on stdin, ended by zero bytes: none is ever read by a shell. GNU's own format has
    /// them as the bytes they are. Over a far link it is compressed if the machine can: that costs
    /// less than the wire, even where it does not gain.
    String command() {
        return "cd "
                + RemoteShell.quoteFolder(remoteFolder)
                + " && "
                + (isFar ? "if command -v zstd >/dev/null; then " + TAR + PACKED + "; else " : "")
                + TAR
                + (isFar ? "; fi" : "");
    }

    @Nullable Void through(RunningCommand running) throws Exception {
        var lastWords = running.lastWords();
        var names = List.copyOf(waiting.keySet());
        var _ = StreamThread.start(() -> RemoteHashes.ask(running.stdin(), names));
        var in = new Ending(running.stdout());
        try (var plain = plain(in)) {
            extract(new TarArchiveInputStream(plain, StandardCharsets.ISO_8859_1.name()));
        } catch (SshException | LocalFileException e) {
            running.abandon();
            throw e;
        } catch (BrokenConnectionException e) {
            verification.salvage();
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

    private static InputStream plain(InputStream in) throws IOException {
        in.mark(MAGIC.length);
        boolean packed = Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
        in.reset();
        return packed ? new ZstdInputStreamNoFinalizer(in) : in;
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
        }
    }

    private void take(RemoteEntry wanted, TarArchiveEntry entry, TarArchiveInputStream tar)
            throws Exception {
        if (entry.isLink()) {
            receiving.copyOf(wanted, relative(entry.getLinkName()));
        } else if (entry.isFile() && !entry.isSparse()) {
            receiving.whole(wanted, tar, entry.getSize(), modified(wanted, entry));
        } else {
            folder.failed(wanted, "it became something else while it was copied");
        }
        waiting.remove(wanted.name());
    }

    /// The archive has whole seconds: enough to tell that it is not as it was listed any more.
    private static Instant modified(RemoteEntry wanted, TarArchiveEntry entry) {
        var sent = entry.getLastModifiedTime().toInstant();
        boolean isAsListed = wanted.modified().getEpochSecond() == sent.getEpochSecond();
        return isAsListed ? wanted.modified() : sent;
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

    /// Knows whether the stream came to its end. It is not closed with what unpacks it: all the
    /// rest of it has to be taken.
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

        @Override
        public void close() {
            // Its command ends it.
        }
    }
}
