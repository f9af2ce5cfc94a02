package gpudeck.viewmodel.keys;

import gpudeck.domain.CloudException;
import gpudeck.domain.SshException;
import gpudeck.engine.keys.KeyService;
import gpudeck.engine.keys.UsableKey;
import java.util.Collection;
import java.util.List;

/// What is needed of the account's SSH keys. Every method blocks.
public interface KeyAccess {

    List<UsableKey> usable() throws CloudException, InterruptedException;

    UsableKey create(String name) throws CloudException, SshException, InterruptedException;

    void unlock(String keyName, String passphrase) throws SshException;

    /// The same, of these keys only.
    default KeyAccess only(Collection<String> names) {
        var all = this;
        return new KeyAccess() {
            @Override
            public List<UsableKey> usable() throws CloudException, InterruptedException {
                return all.usable().stream().filter(k -> names.contains(k.key().name())).toList();
            }

            @Override
            public UsableKey create(String name)
                    throws CloudException, SshException, InterruptedException {
                return all.create(name);
            }

            @Override
            public void unlock(String keyName, String passphrase) throws SshException {
                all.unlock(keyName, passphrase);
            }
        };
    }

    static KeyAccess of(KeyService keys) {
        return new KeyAccess() {
            @Override
            public List<UsableKey> usable() throws CloudException, InterruptedException {
                return keys.usable();
            }

            @Override
            public UsableKey create(String name)
                    throws CloudException, SshException, InterruptedException {
                return keys.create(name);
            }

            @Override
            public void unlock(String keyName, String passphrase) throws SshException {
                keys.unlock(keyName, passphrase);
            }
        };
    }
}
