package gpudeck.store;

import gpudeck.store.json.Json;
import gpudeck.store.json.UnreadableException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps [Preferences] in a file. It is replaced as a whole, so a crash leaves the old or the new
/// one; what cannot be read is set aside and never deleted.
public final class PreferencesFile {

    private static final Logger LOG = LoggerFactory.getLogger(PreferencesFile.class);

    private final Path file;
    private Preferences current;

    private PreferencesFile(Path file, Preferences current) {
        this.file = file;
        this.current = current;
    }

    /// Starts with what the file says, or with nothing.
    public static PreferencesFile open(Path file) {
        return new PreferencesFile(file, read(file));
    }

    public synchronized Preferences get() {
        return current;
    }

    /// Changes them and saves.
    ///
    /// @throws StoreException if it could not be saved; the change counts until the program ends
    public synchronized void update(UnaryOperator<Preferences> change) throws StoreException {
        var changed = change.apply(current);
        if (!changed.equals(current)) {
            current = changed;
            save();
        }
    }

    private static Preferences read(Path file) {
        if (!Files.exists(file)) {
            return Preferences.NONE;
        }
        try {
            return Json.read(Files.readString(file), Preferences.class);
        } catch (UnreadableException | CharacterCodingException e) {
            LOG.warn("{} cannot be understood and is set aside", file, e);
            setAside(file);
        } catch (IOException e) {
            LOG.warn("{} cannot be read", file, e);
        }
        return Preferences.NONE;
    }

    private static void setAside(Path file) {
        var aside = file.resolveSibling(file.getFileName() + ".unreadable");
        for (int number = 2; Files.exists(aside); number++) {
            aside = file.resolveSibling(file.getFileName() + ".unreadable-" + number);
        }
        try {
            Files.move(file, aside);
        } catch (IOException e) {
            LOG.warn("{} cannot be set aside", file, e);
        }
    }

    private void save() throws StoreException {
        try {
            OwnerOnly.replace(file, Json.write(current));
        } catch (IOException e) {
            throw new StoreException(file, String.valueOf(e.getMessage()), e);
        }
    }
}
