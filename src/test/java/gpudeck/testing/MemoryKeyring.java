package gpudeck.testing;

import gpudeck.domain.ApiKey;
import gpudeck.store.keys.Keyring;
import gpudeck.store.keys.NoKeyringException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A keyring that is over with the test. The real one of whoever runs the tests is left alone.
public final class MemoryKeyring implements Keyring {

    private final Map<String, ApiKey> keys = new HashMap<>();
    private Optional<String> trouble = Optional.empty();
    private int calls;

    /// None, as on a server.
    public static MemoryKeyring none() {
        var keyring = new MemoryKeyring();
        keyring.fail("there is none");
        return keyring;
    }

    public void fail(String why) {
        trouble = Optional.of(why);
    }

    public void work() {
        trouble = Optional.empty();
    }

    public Map<String, ApiKey> keys() {
        return Map.copyOf(keys);
    }

    public int calls() {
        return calls;
    }

    @Override
    public void check() throws NoKeyringException {
        called();
    }

    @Override
    public ApiKey find(String account) throws NoKeyringException {
        called();
        return Optional.ofNullable(keys.get(account))
                .orElseThrow(() -> new NoKeyringException("no such key"));
    }

    @Override
    public void keep(String account, ApiKey key) throws NoKeyringException {
        called();
        keys.put(account, key);
    }

    @Override
    public void forget(String account) throws NoKeyringException {
        called();
        if (keys.remove(account) == null) {
            throw new NoKeyringException("no such key");
        }
    }

    private void called() throws NoKeyringException {
        calls++;
        if (trouble.isPresent()) {
            throw new NoKeyringException(trouble.get());
        }
    }
}
