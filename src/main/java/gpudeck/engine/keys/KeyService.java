package gpudeck.engine.keys;

import gpudeck.cloud.CloudClient;
import gpudeck.domain.CloudException;
import gpudeck.domain.JobException;
import gpudeck.domain.SshException;
import gpudeck.ssh.Identity;
import gpudeck.ssh.LocalKeys;
import java.nio.file.Path;
import java.util.List;

/// Which of the account's SSH keys can be used from here.
public final class KeyService {

    private final CloudClient cloud;
    private final LocalKeys local;
    private final Path newKeys;

    /// @param newKeys folder for the pairs that are made: `~/.ssh`
    public KeyService(CloudClient cloud, LocalKeys local, Path newKeys) {
        this.cloud = cloud;
        this.local = local;
        this.newKeys = newKeys;
    }

    /// Compares the account's keys with the private keys found here. Reads the cloud's list.
    public List<UsableKey> usable() throws CloudException, InterruptedException {
        throw new UnsupportedOperationException(
                String.valueOf(java.util.Objects.hash(cloud, local, newKeys)));
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

    /// The private half of the account's key of that name, unlocked if it was.
    ///
    /// @throws JobException if it is not on this computer
    public Identity identity(String keyName)
            throws CloudException, JobException, SshException, InterruptedException {
        throw new UnsupportedOperationException(keyName);
    }
}
