package gpudeck.store.keys;

import gpudeck.domain.ApiKey;

/// Where the system keeps its user's secrets. Each call may ask the user to unlock it.
public interface Keyring {

    /// @throws NoKeyringException if there is none that could be used
    void check() throws NoKeyringException;

    /// @param account what the key is for
    /// @throws NoKeyringException also if it has none for that account
    ApiKey find(String account) throws NoKeyringException;

    /// In place of the one that it has for that account.
    void keep(String account, ApiKey key) throws NoKeyringException;

    /// @throws NoKeyringException also if it has none for that account
    void forget(String account) throws NoKeyringException;
}
