package gpudeck.store.keys;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.KeyringStorageType;
import com.github.javakeyring.PasswordAccessException;
import gpudeck.domain.ApiKey;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The keyring of this computer: Secret Service or KWallet, Keychain, Credential Manager. Its
/// libraries are not loaded before the first call.
public final class SystemKeyring implements Keyring {

    private static final String SERVICE = "gpudeck";

    /// Long enough to type the keyring's password; a bus that never answers is given up by then.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Duration patience;
    private final Callable<Ring> opening;

    public SystemKeyring() {
        this(PATIENCE, SystemKeyring::open);
    }

    SystemKeyring(Duration patience, Callable<Ring> opening) {
        this.patience = patience;
        this.opening = opening;
    }

    @FunctionalInterface
    private interface Work {
        String in(com.github.javakeyring.Keyring ring) throws PasswordAccessException;
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

    /// On a thread of its own: what waits for a bus or for the user cannot always be interrupted.
    private String ask(Work work) throws NoKeyringException {
        var answer = new FutureTask<>(() -> withRing(work));
        Thread.ofPlatform().daemon().name("keyring").start(answer);
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw new NoKeyringException(String.valueOf(cause.getMessage()), e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new NoKeyringException("no answer in " + patience.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new NoKeyringException("interrupted", e);
        }
    }

    private static String withRing(Work work) throws Exception {
        var ring = open();
        try {
            return work.in(ring);
        } finally {
            ring.close();
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
