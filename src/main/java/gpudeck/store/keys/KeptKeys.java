package gpudeck.store.keys;

import gpudeck.domain.ApiKey;
import gpudeck.domain.UserMessage;
import gpudeck.store.DataFolder;
import gpudeck.store.SettingException;
import gpudeck.store.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;

/// The API key that is kept for one API address: a key for a simulator never goes to Lambda. The
/// keyring has it, or a file in the data folder where there is no keyring. The file says which, so
/// that a start asks the keyring only if there is something in it.
public final class KeptKeys {

    private final Keyring keyring;
    private final DataFolder folder;
    private final KeyFile file;
    private final String apiUrl;

    /// @param folder is made when a key is kept
    public KeptKeys(Keyring keyring, DataFolder folder, String apiUrl) {
        this.keyring = keyring;
        this.folder = folder;
        this.file = new KeyFile(folder.apiKey());
        this.apiUrl = apiUrl;
    }

    public String apiUrl() {
        return apiUrl;
    }

    /// The data folder, where a `.env` counts too.
    public Path home() {
        return folder.root();
    }

    /// Why a key would not be kept in the keyring.
    public Optional<String> keyringTrouble() {
        try {
            keyring.check();
            return Optional.empty();
        } catch (NoKeyringException e) {
            return Optional.of(e.why());
        }
    }

    /// Where it is, without asking the keyring for it.
    public Optional<KeyPlace> place() throws SettingException, StoreException {
        return file.find(apiUrl).map(this::placeOf);
    }

    /// @throws SettingException also if the keyring should have it and does not give it: going on
    ///   without a key would look as if nothing were running
    public Optional<FoundKey> find() throws SettingException, StoreException {
        var line = file.find(apiUrl);
        if (line.isEmpty()) {
            return Optional.empty();
        }
        var here = line.get().here();
        var key = here.isPresent() ? here.get() : fromKeyring();
        return Optional.of(new FoundKey(key, placeOf(line.get())));
    }

    private ApiKey fromKeyring() throws SettingException {
        try {
            return keyring.find(apiUrl);
        } catch (NoKeyringException e) {
            throw new SettingException(UserMessage.of("error.keyring.silent", e.why()), e);
        }
    }

    /// In place of the one before.
    public KeyPlace keep(ApiKey key) throws SettingException, StoreException {
        folder.create();
        var line = new KeyFile.Line(isInKeyring(key) ? Optional.empty() : Optional.of(key));
        file.put(apiUrl, line);
        return placeOf(line);
    }

    private boolean isInKeyring(ApiKey key) {
        try {
            keyring.keep(apiUrl, key);
            return true;
        } catch (NoKeyringException _) {
            return false;
        }
    }

    /// Asks the keyring also if nothing says that it has one: an earlier data folder may have left
    /// it there.
    public Forgotten forget() throws SettingException, StoreException {
        var line = file.find(apiUrl);
        var from = new ArrayList<KeyPlace>();
        var left = Optional.<String>empty();
        try {
            keyring.forget(apiUrl);
            from.add(new KeyPlace.SystemKeyring());
        } catch (NoKeyringException e) {
            left = line.filter(l -> l.here().isEmpty()).map(_ -> e.why());
        }
        file.remove(apiUrl);
        line.filter(l -> l.here().isPresent()).map(this::placeOf).ifPresent(from::add);
        return new Forgotten(from, left);
    }

    private KeyPlace placeOf(KeyFile.Line line) {
        return line.here().isPresent()
                ? new KeyPlace.OwnFile(file.path())
                : new KeyPlace.SystemKeyring();
    }
}
