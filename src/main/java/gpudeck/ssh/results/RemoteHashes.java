package gpudeck.ssh.results;

import gpudeck.ssh.RemoteName;
import gpudeck.ssh.RemoteProgram;
import gpudeck.ssh.RemoteShell;
import gpudeck.ssh.RunningCommand;
import gpudeck.ssh.SshConnection;
import gpudeck.ssh.StreamThread;
import gpudeck.ssh.ZeroEnded;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/// Has the machine hash files, beside all else: in one command, however many there are. Python uses
/// the processor's own instructions, and all processors; where there is none, `sha256sum` does it.
final class RemoteHashes implements AutoCloseable {

    private static final RemoteProgram PROGRAM = RemoteProgram.named("hash.py");
    private static final int LIMIT_BYTES = 256 << 20;

    /// Without a number of bytes it is from `sha256sum`.
    private static final Pattern LINE =
            Pattern.compile("([0-9a-f]{64}) (?:([0-9]{1,18}) )?[ *]\\./(.*)", Pattern.DOTALL);

    /// RFC 1950, section 2.2: deflated, with a window of 32 KiB.
    private static final int ZLIB = 0x78;

    /// `xargs` says so when one of its commands ended badly: a file could not be read.
    private static final int SOME_FAILED = 123;

    private static final String UNREADABLE = "it cannot be read";

    private final Map<String, Long> asked = new HashMap<>();
    private final List<String> names;
    private final Map<String, CompletableFuture<Content>> known = new HashMap<>();
    private final CompletableFuture<@Nullable Void> ended;
    private volatile String complaints = "";
    private volatile @Nullable RunningCommand running;
    private volatile boolean closed;

    private RemoteHashes(
            SshConnection connection, String remoteFolder, List<RemoteEntry> files, boolean isFar) {
        this.names = files.stream().map(RemoteEntry::name).toList();
        for (var file : files) {
            asked.put(file.name(), FetchPlan.fileOf(file).bytes());
            known.put(file.name(), new CompletableFuture<>());
        }
        this.ended =
                StreamThread.start(
                        () -> connection.converse(command(remoteFolder, isFar), this::through));
    }

    /// @param files in the order in which they are needed
    /// @param isFar whether they are packed on their way, beside what they are of
    static RemoteHashes of(
            SshConnection connection, String remoteFolder, List<RemoteEntry> files, boolean isFar) {
        return new RemoteHashes(connection, remoteFolder, files, isFar);
    }

    /// Names come on stdin, ended by zero bytes: none is ever read by a shell.
    private static String command(String remoteFolder, boolean isFar) {
        return "cd "
                + RemoteShell.quoteFolder(remoteFolder)
                + " || exit; if command -v python3 >/dev/null; then "
                + PROGRAM.command(isFar ? "packed" : "plain")
                + "; fi; "
                + PROGRAM.skip()
                + "; LC_ALL=C xargs -0 -r sha256sum -z --";
    }

    private @Nullable Void through(RunningCommand command) throws Exception {
        running = command;
        try {
            hear(command);
        } catch (Exception e) {
            if (closed) { // it is no fault of the connection
                throw new InterruptedException("nobody waits for hashes any more");
            }
            throw e;
        }
        return null;
    }

    private void hear(RunningCommand command) throws Exception {
        if (closed) {
            throw new InterruptedException("nobody waits for hashes any more");
        }
        var lastWords = command.lastWords();
        var _ = StreamThread.start(() -> askToHash(command.stdin()));
        var inflater = new Inflater();
        try {
            command.reading(() -> read(plain(command.stdout(), inflater)));
        } finally {
            inflater.end();
        }
        command.expect(lastWords, 0, SOME_FAILED);
        complaints = StreamThread.await(lastWords);
    }

    /// What is packed begins with a byte that no hash begins with. Without Python nothing is.
    private static InputStream plain(InputStream from, Inflater inflater) throws IOException {
        var in = new PushbackInputStream(from);
        int first = in.read();
        if (first >= 0) {
            in.unread(first);
        }
        return first == ZLIB ? new InflaterInputStream(in, inflater) : in;
    }

    private int askToHash(OutputStream to) throws IOException {
        to.write(PROGRAM.source());
        return ask(to, names);
    }

    private int read(InputStream in) throws IOException {
        var listed = new ZeroEnded(in, LIMIT_BYTES);
        for (var each = listed.next(); each.isPresent(); each = listed.next()) {
            var line = LINE.matcher(each.get());
            if (!line.matches()) {
                throw new IOException("not a hash: " + RemoteName.readable(each.get()));
            }
            var name = line.group(3);
            var listedBytes = asked.get(name);
            var answer = known.get(name);
            if (listedBytes != null && answer != null) {
                var told = line.group(2);
                long bytes = told == null ? listedBytes : Long.parseLong(told);
                answer.complete(new Content(bytes, line.group(1)));
            }
        }
        return known.size();
    }

    /// What the machine has under that name, if it has said so yet.
    Optional<Content> of(RemoteEntry file) {
        return Optional.ofNullable(known.get(file.name()))
                .filter(CompletableFuture::isDone)
                .map(CompletableFuture::join);
    }

    /// The same, waiting until the machine has come to that file, or will not.
    Optional<Content> awaited(RemoteEntry file) throws InterruptedException {
        var answer = known.get(file.name());
        if (answer != null) {
            try {
                CompletableFuture.anyOf(answer, ended).get();
            } catch (ExecutionException e) {
                // There will be no more. Who waits for the last one is told why.
            }
        }
        return of(file);
    }

    /// Waits for the last one. What has none then could not be read.
    ///
    /// @throws Exception if there may be more
    void await() throws Exception {
        StreamThread.get(ended);
    }

    /// Why there is no hash, as far as the machine said so.
    String whyNot(RemoteEntry file) {
        int at = complaints.indexOf("./" + file.name() + ": ");
        if (at < 0) {
            return UNREADABLE;
        }
        int from = at + file.name().length() + 4;
        int end = complaints.indexOf('\n', from);
        return complaints.substring(from, end < 0 ? complaints.length() : end);
    }

    /// Sends the names, as `xargs` and `tar` take them.
    static int ask(OutputStream to, Collection<String> names) throws IOException {
        var out = new BufferedOutputStream(to);
        for (var name : names) {
            out.write('.');
            out.write('/');
            out.write(RemoteName.encode(name));
            out.write(0);
        }
        out.close();
        return names.size();
    }

    /// Ends the command if nobody waited for its end.
    @Override
    public void close() {
        closed = true;
        var command = running;
        if (command != null && !ended.isDone()) {
            command.abandon();
        }
    }
}
