package gpudeck.sim.machine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folder of a room, held by a lock as long as the program runs: what a crash left behind has
/// no holder and is swept away by the next start.
record RoomFolder(Path path, Path lockFile, FileChannel lockChannel) {

    private static final Logger LOG = LoggerFactory.getLogger(RoomFolder.class);
    private static final String LOCK = ".lock";

    /// The rooms of this program. Their lock files are not even opened: on POSIX, closing a second
    /// descriptor of a file gives up the locks that the program has on it.
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    static RoomFolder open(Path parent) throws IOException {
        var real = Files.createDirectories(parent).toRealPath();
        while (true) {
            var name = "room-" + UUID.randomUUID();
            var lockFile = real.resolve(name + LOCK);
            var channel = channel(lockFile);
            if (lock(channel) == null) { // a sweep of another program was faster
                channel.close();
                continue;
            }
            OURS.add(lockFile);
            return new RoomFolder(Files.createDirectory(real.resolve(name)), lockFile, channel);
        }
    }

    /// Ends what is left of programs that did not end their machines themselves.
    static void sweep(Path parent) throws IOException {
        if (!Files.isDirectory(parent)) {
            return;
        }
        try (var locks = Files.newDirectoryStream(parent.toRealPath(), "room-*" + LOCK)) {
            for (var lockFile : locks) {
                if (!OURS.contains(lockFile)) {
                    sweepOne(lockFile);
                }
            }
        }
    }

    private static void sweepOne(Path lockFile) throws IOException {
        try (var channel = channel(lockFile)) {
            if (lock(channel) == null) {
                return;
            }
            var name = lockFile.getFileName().toString();
            var left = lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length()));
            LOG.info("ending what is left of an earlier simulator in {}", left);
            if (Files.isDirectory(left)) {
                try (var machines = Files.newDirectoryStream(left)) {
                    for (var machine : machines) {
                        new Processes(machine).killAll();
                    }
                }
            }
            FileTree.delete(left);
            Files.deleteIfExists(lockFile);
        }
    }

    void close() {
        FileTree.delete(path);
        try {
            lockChannel.close();
            Files.deleteIfExists(lockFile);
            OURS.remove(lockFile);
        } catch (IOException e) {
            LOG.warn("could not remove {}", lockFile, e);
        }
    }

    private static FileChannel channel(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /// @return null if another one, here or in another program, holds it
    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }
}
