package gpudeck.store.keys;

import gpudeck.domain.ApiKey;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// The keyring of this computer, which is never waited for without end. Nothing of it is loaded
/// before the first call.
public final class SystemKeyring implements Keyring {

    /// Long enough to type the keyring's password; a bus that never answers is given up by then.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Supplier<Keyring> keyring;
    private final Duration patience;

    public SystemKeyring() {
        // Not by reference: that would load the class, and parts of the library with it.
        this(() -> new LibraryKeyring(), PATIENCE);
    }

    /// @param keyring what loads the libraries
    SystemKeyring(Supplier<Keyring> keyring, Duration patience) {
        this.keyring = keyring;
        this.patience = patience;
    }

    @Override
    public void check() throws NoKeyringException {
        bounded(() -> {
            keyring.get().check();
            return "";
        });
    }

    @Override
    public ApiKey find(String account) throws NoKeyringException {
        return bounded(() -> keyring.get().find(account));
    }

    @Override
    public void keep(String account, ApiKey key) throws NoKeyringException {
        bounded(() -> {
            keyring.get().keep(account, key);
            return key;
        });
    }

    @Override
    public void forget(String account) throws NoKeyringException {
        bounded(() -> {
            keyring.get().forget(account);
            return account;
        });
    }

    /// On a thread of its own: what waits for a bus or for the user cannot always be interrupted.
    private <T> T bounded(Callable<T> work) throws NoKeyringException {
        var answer = new FutureTask<>(work);
        Thread.ofPlatform().daemon().name("keyring").start(answer);
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new NoKeyringException(why(e), e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new NoKeyringException("no answer in " + patience.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new NoKeyringException("interrupted", e);
        }
    }

    private static String why(ExecutionException e) {
        return e.getCause() instanceof NoKeyringException none
                ? none.why()
                : String.valueOf(e.getCause());
    }
}
