package gpudeck.store.keys;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.KeyringStorageType;
import com.github.javakeyring.PasswordAccessException;
import gpudeck.domain.ApiKey;
import java.util.List;
import java.util.Locale;

/// Secret Service or KWallet, Keychain, Credential Manager. May wait for ever.
final class LibraryKeyring implements Keyring {

    private static final String SERVICE = "gpudeck";

    @FunctionalInterface
    private interface Work {
        String in(com.github.javakeyring.Keyring ring) throws PasswordAccessException;
    }

    @Override
    public void check() throws NoKeyringException {
        ask(_ -> "");
    }

    @Override
    public ApiKey find(String account) throws NoKeyringException {
        var text = ask(ring -> ring.getPassword(SERVICE, account));
        return ApiKey.of(text).orElseThrow(() -> new NoKeyringException("not an API key"));
    }

    @Override
    public void keep(String account, ApiKey key) throws NoKeyringException {
        ask(ring -> {
            ring.setPassword(SERVICE, account, key.secret());
            return "";
        });
    }

    @Override
    public void forget(String account) throws NoKeyringException {
        ask(ring -> {
            ring.deletePassword(SERVICE, account);
            return "";
        });
    }

    /// The libraries throw more than they declare, some of it as errors: a native library that is
    /// not for this system.
    private static String ask(Work work) throws NoKeyringException {
        try {
            var ring = open();
            try {
                return work.in(ring);
            } finally {
                ring.close();
            }
        } catch (NoKeyringException e) {
            throw e;
        } catch (Exception | LinkageError e) {
            throw new NoKeyringException(String.valueOf(e.getMessage()), e);
        }
    }

    private static com.github.javakeyring.Keyring open() throws NoKeyringException {
        for (var kind : kinds()) {
            try {
                return com.github.javakeyring.Keyring.create(kind);
            } catch (BackendNotSupportedException _) {
                // The next kind may be here.
            }
        }
        throw new NoKeyringException("there is none");
    }

    private static List<KeyringStorageType> kinds() {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.contains("win")) {
            return List.of(KeyringStorageType.WINDOWS_CREDENTIAL_STORE);
        }
        return system.contains("mac")
                ? List.of(KeyringStorageType.OSX_KEYCHAIN)
                : List.of(KeyringStorageType.GNOME_KEYRING, KeyringStorageType.KWALLET);
    }
}
