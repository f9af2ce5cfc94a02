package gpudeck.ssh.results;

import gpudeck.ssh.LocalFileException;
import gpudeck.ssh.RemoteName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The folder of files that are still coming, or wait for the machine's word on them. Each is
/// called after its name, its size and its time: what is left of a cut transfer is gone on with for
/// the same file only, and the whole is always hashed at the end.
final class Incoming {

    static final String NAME = ".gpudeck-incoming";

    /// A file at least so large is gone on with where it was cut; smaller ones begin anew.
    static final long RESUMED_BYTES = 8L << 20;

    /// A disk without any room left would stop this program's own journal, and others.
    private static final long ROOM_BYTES = 16L << 20;

    /// How often the disk is asked for its room.
    private static final long ASKED_BYTES = 8L << 20;

    private static final int KEY_DIGITS = 32;

    private final Path folder;
    private @Nullable FileStore disk;
    private long room;

    Incoming(Path root) {
        this.folder = root.resolve(NAME);
    }

    /// The part of this file that has come.
    Path of(RemoteEntry entry) {
        var digest = PartialFile.sha256();
        digest.update(RemoteName.encode(entry.name()));
        digest.update((byte) 0);
        var time = entry.modified();
        var version =
                FetchPlan.fileOf(entry).bytes()
                        + " "
                        + time.getEpochSecond()
                        + "."
                        + time.getNano();
        digest.update(version.getBytes(StandardCharsets.US_ASCII));
        var key = HexFormat.of().formatHex(digest.digest());
        return folder.resolve(key.substring(0, KEY_DIGITS));
    }

    /// What is there of each from earlier attempts, in bytes.
    Map<Path, Long> parts() throws LocalFileException {
        try {
            var parts = new HashMap<Path, Long>();
            for (var file : inside()) {
                parts.put(file, Files.size(file));
            }
            return parts;
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
    }

    /// Makes the folder, and deletes what is left of files that are not waited for any more.
    void keepOnly(Set<Path> wanted) throws LocalFileException {
        try {
            Files.createDirectories(folder);
            for (var file : inside()) {
                if (!wanted.contains(file)) {
                    Files.deleteIfExists(file);
                }
            }
            disk = Files.getFileStore(folder);
            room = 0;
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
    }

    /// Asked before a file comes, so that no transfer is paid for that cannot end well. The system
    /// is not asked for each of many small ones.
    void expectRoom(long bytes) throws LocalFileException {
        try {
            var store = disk;
            if (store != null && room < bytes) {
                long usable = store.getUsableSpace() - ROOM_BYTES;
                if (usable < bytes) {
                    throw new FileSystemException(
                            folder.toString(), null, "No space left on device");
                }
                room = Math.max(bytes, Math.min(usable, ASKED_BYTES));
            }
            room -= bytes;
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
    }

    void delete(Path partial) throws LocalFileException {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
    }

    void deleteAll() throws IOException {
        for (var file : inside()) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder);
    }

    /// Deletes the folder if nothing is in it.
    void deleteIfEmpty() throws LocalFileException {
        try {
            if (inside().isEmpty()) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
    }

    private List<Path> inside() throws IOException {
        try (var all = Files.list(folder)) {
            return all.collect(Collectors.toCollection(ArrayList::new));
        } catch (NoSuchFileException | NotDirectoryException _) {
            return List.of();
        }
    }
}
