package gpudeck.viewmodel.keys;

import gpudeck.engine.keys.UsableKey;

/// An SSH key to choose.
///
/// @param where its private half is: a file, or "ssh-agent"
/// @param locked its passphrase is needed first
public record KeyChoice(String name, String where, boolean locked) {

    static KeyChoice of(UsableKey key) {
        return new KeyChoice(key.key().name(), key.where(), key.locked());
    }
}
