package gpudeck.store.keys;

import gpudeck.store.SettingException;
import gpudeck.store.Settings;
import gpudeck.store.StoreException;

/// The API key as the user set it, and as it is kept. One that is set wins.
///
/// @param set without what is kept
public record AccountKey(Settings set, KeptKeys kept) {

    /// The settings with the key that counts. What is kept is not looked at if one is set.
    public Settings settings() throws SettingException, StoreException {
        return set.apiKey().isPresent() ? set : kept.find().map(set::withKept).orElse(set);
    }
}
