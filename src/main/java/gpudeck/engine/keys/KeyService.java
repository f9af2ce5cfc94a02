package gpudeck.engine.keys;

import gpudeck.cloud.CloudClient;
import gpudeck.domain.CloudException;
import gpudeck.domain.JobError;
import gpudeck.domain.JobException;
import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.domain.cloud.SshKey;
import gpudeck.ssh.Identity;
import gpudeck.ssh.LocalKeys;
import gpudeck.ssh.PublicKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Which of the account's SSH keys can be used from here. Any thread.
public final class KeyService {

    private final CloudClient cloud;
    private final LocalKeys local;
    private final Path newKeys;
    private final Map<String, Identity> identities = new ConcurrentHashMap<>();

    /// @param newKeys folder for the pairs that are made: `~/.ssh`
    public KeyService(CloudClient cloud, LocalKeys local, Path newKeys) {
        this.cloud = cloud;
        this.local = local;
        this.newKeys = newKeys;
    }

    /// Compares the account's keys with the private keys found here. Reads the cloud's list.
    public List<UsableKey> usable() throws CloudException, InterruptedException {
        var found = local.find();
        var usable = new ArrayList<UsableKey>();
        for (var key : cloud.sshKeys()) {
            choose(key, found).ifPresent(identity -> usable.add(asUsable(key, identity)));
        }
        return List.copyOf(usable);
    }

    /// One that was unlocked stays so.
    private Optional<Identity> choose(SshKey key, List<Identity> found) {
        var known = Optional.ofNullable(identities.get(key.name())).filter(i -> !isLocked(i));
        var publicKey = PublicKeys.canonical(key.publicKey()).orElse("");
        var chosen =
                known.filter(i -> i.publicKey().equals(publicKey))
                        .or(() ->
                                found.stream()
                                        .filter(i -> i.publicKey().equals(publicKey))
                                        .min(Comparator.comparing(this::isLocked)));
        chosen.ifPresent(identity -> identities.put(key.name(), identity));
        return chosen;
    }

    private UsableKey asUsable(SshKey key, Identity identity) {
        var where =
                switch (identity) {
                    case Identity.KeyFile file -> file.file().toString();
                    case Identity.AgentKey _ -> "ssh-agent";
                };
        return new UsableKey(key, where, isLocked(identity));
    }

    private boolean isLocked(Identity identity) {
        return local.isLocked(identity);
    }

    /// Makes an ed25519 pair under `~/.ssh`, registers the public half under `name` and returns it.
    public UsableKey create(String name) throws CloudException, SshException, InterruptedException {
        var pair = local.create(newKeys.resolve(name), name);
        var key = cloud.addSshKey(name, pair.publicKey());
        identities.put(name, pair);
        return asUsable(key, pair);
    }

    /// Remembers the passphrase of a locked key in memory, until the program ends.
    public void unlock(String keyName, String passphrase) throws SshException {
        if (identities.get(keyName) instanceof Identity.KeyFile key) {
            var secret = new Identity.Passphrase(passphrase);
            identities.put(keyName, local.read(key.file(), Optional.of(secret)));
        }
    }

    /// The private half of the account's key of that name, unlocked if it was.
    ///
    /// @throws JobException if it is not on this computer
    public Identity identity(String keyName)
            throws CloudException, JobException, SshException, InterruptedException {
        var known = identities.get(keyName);
        if (known == null) {
            usable();
            known = identities.get(keyName);
        }
        if (known == null) {
            throw new JobException(new JobError.NoUsableKey(keyName));
        }
        return known;
    }

    /// [#identity], and that it can be used at once: for what is about to cost money.
    ///
    /// @throws SshException if it is locked, or its file cannot be used
    public Identity readyIdentity(String keyName)
            throws CloudException, JobException, SshException, InterruptedException {
        var identity = identity(keyName);
        if (identity instanceof Identity.KeyFile key) {
            if (local.isLocked(key)) {
                throw new SshException(new SshError.PassphraseNeeded(key.file().toString()));
            }
            return local.read(key.file(), key.passphrase());
        }
        return identity;
    }
}
