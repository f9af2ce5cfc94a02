package gpudeck.ssh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/// A program of ours for the machine's Python 3, sent along on stdin each time it runs there.
public final class RemoteProgram {

    private final byte[] source;

    private RemoteProgram(byte[] source) {
        this.source = source;
    }

    /// @param name of a resource beside this class's package: `sync.py`
    public static RemoteProgram named(String name) {
        try (var in = RemoteProgram.class.getResourceAsStream("/gpudeck/ssh/" + name)) {
            return new RemoteProgram(Objects.requireNonNull(in, name).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What goes to stdin first. Nothing may follow before the program was heard: Python may read
    /// further than to the program's end.
    public byte[] source() {
        return source.clone();
    }

    /// The command that runs it. Isolated: nothing that lies in the machine's folders is imported.
    ///
    /// @param words for the program, as the shell reads them
    public String command(String words) {
        var read = "import sys;exec(sys.stdin.buffer.read(%d))".formatted(source.length);
        return "exec python3 -IS -c '" + read + "' " + words;
    }

    /// For a shell that has no Python: leaves the program out.
    public String skip() {
        return "head -c %d >/dev/null".formatted(source.length);
    }
}
