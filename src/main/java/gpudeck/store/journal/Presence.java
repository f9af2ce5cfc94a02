package gpudeck.store.journal;

import com.github.f4b6a3.ulid.UlidCreator;
import gpudeck.store.HeldFile;
import gpudeck.store.OwnerOnly;
import gpudeck.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/// This program among those that use the same journal: each holds a file of its own while it lives.
final class Presence implements AutoCloseable {

    private static final String ENDING = ".lock";

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
            var file = HeldFile.tryHold(folder.resolve(name + ENDING));
            return new Presence(
                    folder, name, file.orElseThrow(() -> new IOException("taken: " + name)));
        } catch (IOException e) {
            throw new StoreException(folder, String.valueOf(e.getMessage()), e);
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
