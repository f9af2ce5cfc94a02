package gpudeck.ssh.run;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// The local copy of a run's log, byte for byte. Its size is how far it has come: no other state is
/// needed to go on after a broken link, or in another program.
public final class RunLog implements Closeable {

    private static final int BUFFER_BYTES = 256 * 1024;

    private final LogFrames frames;
    private final OutputStream out;
    private long size;

    private RunLog(OutputStream out, LogFrames frames, long size) {
        this.out = out;
        this.frames = frames;
        this.size = size;
    }

    /// Tells all that is in `file` already, which is made if it is missing.
    ///
    /// @throws BrokenLogException if it holds something else
    public static RunLog open(Path file, RunEvents events) throws IOException {
        var frames = new LogFrames(events);
        long size = Files.exists(file) ? replay(file, frames) : 0;
        // An interrupt closes a file that is opened by a channel.
        return new RunLog(new FileOutputStream(file.toFile(), true), frames, size);
    }

    private static long replay(Path file, LogFrames frames) throws IOException {
        long size = 0;
        try (var in = Files.newInputStream(file)) {
            var buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                frames.accept(buffer, 0, read);
                size += read;
            }
        }
        return size;
    }

    /// The offset of the next byte.
    public long size() {
        return size;
    }

    /// Keeps the next bytes, then tells what is in them.
    void accept(byte[] buffer, int offset, int length) throws IOException {
        out.write(buffer, offset, length);
        size += length;
        frames.accept(buffer, offset, length);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
