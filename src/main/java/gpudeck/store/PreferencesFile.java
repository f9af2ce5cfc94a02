package gpudeck.store;

import gpudeck.store.json.Json;
import gpudeck.store.json.UnreadableException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps [Preferences] in a file. It is replaced as a whole, so a crash leaves the old or the new
/// one; what cannot be read is set aside and never deleted.
public final class PreferencesFile {

    private static final Logger LOG = LoggerFactory.getLogger(PreferencesFile.class);

    private final Path file;
    private final Optional<Path> setAside;
    private final boolean isNew;
    private Preferences current;

    private PreferencesFile(Path file, Preferences current, Optional<Path> setAside) {
        this.file = file;
        this.current = current;
        this.setAside = setAside;
        this.isNew = setAside.isEmpty() && !Files.exists(file);
    }

    /// Starts with what the file says, or with nothing.
    public static PreferencesFile open(Path file) {
        if (!Files.exists(file)) {
            return new PreferencesFile(file, Preferences.NONE, Optional.empty());
        }
        try {
            var read = Json.read(Files.readString(file), Preferences.class);
            return new PreferencesFile(file, read, Optional.empty());
        } catch (UnreadableException | CharacterCodingException e) {
            LOG.warn("{} cannot be understood and is set aside", file, e);
            return new PreferencesFile(file, Preferences.NONE, setAside(file));
        } catch (IOException e) {
            LOG.warn("{} cannot be read", file, e);
            return new PreferencesFile(file, Preferences.NONE, Optional.empty());
        }
    }

    /// Whether nothing was ever remembered here.
    public boolean isNew() {
        return isNew;
    }

    /// Where the file is now that could not be understood.
    public Optional<Path> setAside() {
        return setAside;
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

    private static Optional<Path> setAside(Path file) {
        var aside = SetAside.nameFor(file, "unreadable");
        try {
            Files.move(file, aside);
            return Optional.of(aside);
        } catch (IOException e) {
            LOG.warn("{} cannot be set aside", file, e);
            return Optional.empty();
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
