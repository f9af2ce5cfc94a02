package gpudeck.ssh.results;

import gpudeck.ssh.RemoteName;
import gpudeck.ssh.RemoteProgram;
import gpudeck.ssh.RemoteShell;
import gpudeck.ssh.RunningCommand;
import gpudeck.ssh.StreamThread;
import gpudeck.ssh.ZeroEnded;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Has the machine hash files: in one command, however many there are. Python uses the processor's
/// own instructions, and all processors; where there is none, `sha256sum` does it.
final class RemoteHashes {

    private static final RemoteProgram PROGRAM = RemoteProgram.named("hash.py");
    private static final int LIMIT_BYTES = 256 << 20;
    private static final Pattern LINE =
            Pattern.compile("([0-9a-f]{64}) [ *]\\./(.*)", Pattern.DOTALL);

    private static final Pattern GAIN = Pattern.compile("zstd ([0-9]{1,3})");

    /// Compressed by hardly less, a stream is faster as it is.
    private static final int GOOD_PERCENT = 70;

    /// `xargs` says so when one of its commands ended badly: a file could not be read.
    private static final int SOME_FAILED = 123;

    private static final String UNREADABLE = "it cannot be read";

    private final String remoteFolder;
    private final Collection<String> names;
    private String complaints = "";
    private boolean gains;

    RemoteHashes(String remoteFolder, Collection<String> names) {
        this.remoteFolder = remoteFolder;
        this.names = names;
    }

    /// Names come on stdin, ended by zero bytes: none is ever read by a shell.
    String command() {
        return "cd "
                + RemoteShell.quoteFolder(remoteFolder)
                + " || exit; if command -v python3 >/dev/null; then "
                + PROGRAM.command("hash")
                + "; fi; "
                + PROGRAM.skip()
                + "; LC_ALL=C xargs -0 -r sha256sum -z --";
    }

    /// By name. What could not be read is missing.
    Map<String, String> through(RunningCommand running) throws Exception {
        var lastWords = running.lastWords();
        var _ = StreamThread.start(() -> askToHash(running.stdin()));
        var listed = new ZeroEnded(running.stdout(), LIMIT_BYTES);
        var hashes = running.reading(() -> read(listed));
        running.expect(lastWords, 0, SOME_FAILED);
        complaints = StreamThread.await(lastWords);
        return hashes;
    }

    private int askToHash(OutputStream to) throws IOException {
        to.write(PROGRAM.source());
        return ask(to, names);
    }

    private Map<String, String> read(ZeroEnded listed) throws IOException {
        var hashes = new HashMap<String, String>();
        for (var each = listed.next(); each.isPresent(); each = listed.next()) {
            var gain = GAIN.matcher(each.get());
            if (gain.matches()) {
                gains = Integer.parseInt(gain.group(1)) <= GOOD_PERCENT;
                continue;
            }
            var line = LINE.matcher(each.get());
            if (!line.matches()) {
                throw new IOException("not a hash: " + RemoteName.readable(each.get()));
            }
            hashes.put(line.group(2), line.group(1));
        }
        return hashes;
    }

    /// Whether it is worth to have them compressed; the machine can.
    boolean gain() {
        return gains;
    }

    /// What a file came to.
    RemoteEntry.Kind kind(String name, long bytes, Map<String, String> hashes) {
        var hash = hashes.get(name);
        return hash == null
                ? new RemoteEntry.Kind.Unreadable(whyNot(name))
                : new RemoteEntry.Kind.RegularFile(bytes, hash);
    }

    /// As far as the machine said so.
    private String whyNot(String name) {
        int at = complaints.indexOf("./" + name + ": ");
        if (at < 0) {
            return UNREADABLE;
        }
        int from = at + name.length() + 4;
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
}
