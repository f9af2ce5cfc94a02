package gpudeck.ssh.project;

import gpudeck.ssh.LocalFileException;
import gpudeck.ssh.TransferProgress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Collections;

/// Sends a made-up project nowhere until the JIT compiler has made that fast, and loads what
/// compresses.
public final class UploadWarmUp {

    private static final int FILES = 4_000;
    private static final int COMPRESSED_FILES = 400;
    private static final int FILE_BYTES = 6_000;

    private UploadWarmUp() {}

    /// Takes some tenths of a second of one processor.
    public static void run() throws IOException {
        var file = Files.createTempFile("gpudeck-warm-up", null);
        try {
            Files.write(file, new byte[FILE_BYTES]);
            var project = ProjectFiles.single(file);
            write(project, FILES, OutputStream.nullOutputStream());
            try (var compressed = Compression.to(OutputStream.nullOutputStream())) {
                write(project, COMPRESSED_FILES, compressed);
            }
        } catch (LocalFileException e) {
            throw e.inner();
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void write(ProjectFiles single, int times, OutputStream to)
            throws IOException, LocalFileException {
        var entries = Collections.nCopies(times, single.entries().getFirst());
        new ProjectTar(single.root(), entries, TransferProgress.NONE).write(to);
    }
}
