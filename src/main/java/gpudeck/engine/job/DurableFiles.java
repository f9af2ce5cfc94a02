package gpudeck.engine.job;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts files on the disk itself, so that they outlive a power cut. File by file and not the whole
/// file system at once: that works on every system and waits for nobody else's data. The journal of
/// a file system takes the requests of several threads together, so many small files take seconds.
final class DurableFiles {

    private static final Logger LOG = LoggerFactory.getLogger(DurableFiles.class);
    private static final int THREADS = 16;

    private DurableFiles() {}

    /// @param files in `root`; links have nothing of their own to write
    static void force(Path root, Collection<Path> files) throws IOException, InterruptedException {
        var folders = new TreeSet<Path>();
        var each = new ArrayList<Callable<Path>>();
        for (var file : files) {
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                each.add(() -> forced(file));
            }
            for (var up = file.getParent(); up != null && up.startsWith(root); ) {
                folders.add(up);
                up = up.getParent();
            }
        }
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            try {
                for (var done : threads.invokeAll(each)) {
                    done.get();
                }
            } catch (ExecutionException e) {
                throw new IOException(e.getCause());
            } finally {
                threads.shutdownNow();
            }
        }
        folders.forEach(DurableFiles::forceFolder);
    }

    private static Path forced(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        return file;
    }

    /// Not every system lets a folder be opened; there, its entries are safe without.
    private static void forceFolder(Path folder) {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            LOG.debug("{} cannot be forced", folder, e);
        }
    }

    /// Writes a file so that it is there whole or not at all.
    static void writeWhole(Path file, Path draft, String text) throws IOException {
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        try (var channel =
                FileChannel.open(
                        draft,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        }
        var folder = file.getParent();
        if (folder != null) {
            forceFolder(folder);
        }
    }
}
