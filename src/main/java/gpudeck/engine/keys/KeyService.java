package gpudeck.engine.keys;

import gpudeck.domain.CloudException;
import gpudeck.domain.SshException;
import java.nio.file.Path;
import java.util.List;

/// Which of the account's SSH keys can be used from here.
public final class KeyService {

    /// Compares the account's keys with the private keys found here. Reads the cloud's list.
    public List<UsableKey> usable() throws CloudException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Makes an ed25519 pair under `~/.ssh`, registers the public half under `name` and returns it.
    public UsableKey create(String name) throws CloudException, SshException, InterruptedException {
        throw new UnsupportedOperationException(name);
    }

    /// Uses this private key file for the account's key of that name, for as long as the program
    /// runs.
    public UsableKey use(String name, Path file)
            throws CloudException, SshException, InterruptedException {
        throw new UnsupportedOperationException(name + file);
    }

    /// Remembers the passphrase of a locked key in memory, until the program ends.
    public void unlock(String keyName, String passphrase) throws SshException {
        throw new UnsupportedOperationException(keyName + passphrase.length());
    }
}
