package gpudeck.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A file that one process at a time holds. The system lets go of it when that process dies,
/// however it dies.
public final class HeldFile implements AutoCloseable {

    /// Closing any channel of a file drops this process's own lock on it (POSIX, `fcntl`): a file
    /// of this process is never opened a second time.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private HeldFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// @return empty if another one holds it
    public static Optional<HeldFile> tryHold(Path path) throws IOException {
        var file = oneName(path);
        if (!HELD_HERE.add(file)) {
            return Optional.empty();
        }
        Optional<HeldFile> held = Optional.empty();
        try {
            OwnerOnly.createFile(file);
            held = lock(file);
            return held;
        } finally {
            if (held.isEmpty()) {
                HELD_HERE.remove(file);
            }
        }
    }

    /// The same for all ways to write it.
    private static Path oneName(Path path) {
        var file = path.toAbsolutePath().normalize();
        var folder = file.getParent();
        try {
            return folder == null ? file : folder.toRealPath().resolve(file.getFileName());
        } catch (IOException _) {
            return file;
        }
    }

    private static Optional<HeldFile> lock(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.WRITE);
        boolean held = false;
        try {
            held = channel.tryLock() != null;
            return held ? Optional.of(new HeldFile(file, channel)) : Optional.empty();
        } finally {
            if (!held) {
                channel.close();
            }
        }
    }

    /// Whether a living process holds it. In doubt it does: who does not know must not take what
    /// may be another's.
    public static boolean isHeld(Path path) {
        var file = oneName(path);
        if (HELD_HERE.contains(file)) {
            return true;
        }
        try (var probe = FileChannel.open(file, StandardOpenOption.WRITE);
                var lock = probe.tryLock()) {
            return lock == null;
        } catch (NoSuchFileException _) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    /// Lets go of it; it stays where it is.
    @Override
    public void close() throws IOException {
        channel.close();
        HELD_HERE.remove(file);
    }

    /// Lets go of it and deletes it.
    public void delete() throws IOException {
        Files.deleteIfExists(file);
        close();
    }
}
