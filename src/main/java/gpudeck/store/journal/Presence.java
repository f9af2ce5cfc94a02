package gpudeck.store.journal;

import com.github.f4b6a3.ulid.UlidCreator;
import gpudeck.store.HeldFile;
import gpudeck.store.OwnerOnly;
import gpudeck.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// This program among those that use the same journal: each holds a file of its own while it lives.
final class Presence implements AutoCloseable {

    private static final String ENDING = ".lock";
    private static final Duration UNUSED_FOR = Duration.ofMinutes(1);

    private final Path folder;
    private final String name;
    private final HeldFile file;

    private Presence(Path folder, String name, HeldFile file) {
        this.folder = folder;
        this.name = name;
        this.file = file;
    }

    /// @param folder made if missing; it holds nothing else
    static Presence enter(Path folder) throws StoreException {
        var name = UlidCreator.getUlid().toString().toLowerCase(Locale.ROOT);
        try {
            OwnerOnly.createFolder(folder);
            var path = folder.resolve(name + ENDING);
            var file = HeldFile.tryHold(path).orElseThrow(() -> new IOException("taken: " + name));
            sweep(folder, Files.getLastModifiedTime(path).toInstant().minus(UNUSED_FOR));
            return new Presence(folder, name, file);
        } catch (IOException e) {
            throw new StoreException(folder, String.valueOf(e.getMessage()), e);
        }
    }

    /// Those of programs that died stay behind. One that is just being made is held in a moment.
    private static void sweep(Path folder, Instant old) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : (Iterable<Path>) files::iterator) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(old)
                        && !HeldFile.isHeld(file)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /// Tells this program from all others that ever used the folder.
    String name() {
        return name;
    }

    boolean isAlive(String program) {
        return HeldFile.isHeld(folder.resolve(program + ENDING));
    }

    /// What this program held is free for others from here on.
    @Override
    public void close() throws StoreException {
        try {
            file.delete();
        } catch (IOException e) {
            throw new StoreException(folder, String.valueOf(e.getMessage()), e);
        }
    }
}
