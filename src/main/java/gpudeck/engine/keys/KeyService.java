package gpudeck.engine.keys;

import gpudeck.cloud.CloudClient;
import gpudeck.domain.CloudException;
import gpudeck.domain.JobError;
import gpudeck.domain.JobException;
import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.domain.cloud.SshKey;
import gpudeck.ssh.Identity;
import gpudeck.ssh.keys.LocalKeys;
import gpudeck.ssh.keys.PublicKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Which of the account's SSH keys can be used from here.
public final class KeyService {

    private static final String AGENT = "ssh-agent";

    private final CloudClient cloud;
    private final LocalKeys local;
    private final NewKeys newKeys;
    private final Map<Path, Identity.KeyFile> unlocked = new ConcurrentHashMap<>();
    private List<SshKey> account = List.of();

    /// @param newKeys folder for the pairs that are made: `~/.ssh`
    public KeyService(CloudClient cloud, LocalKeys local, Path newKeys) {
        this.cloud = cloud;
        this.local = local;
        this.newKeys = new NewKeys(cloud, local, newKeys);
    }

    /// Compares the account's keys with the private keys found here. Reads the cloud's list.
    public List<UsableKey> usable() throws CloudException, InterruptedException {
        var keys = readAccount();
        var here = local.find();
        var usable = new ArrayList<UsableKey>();
        for (var key : keys) {
            best(key, here).ifPresent(identity -> usable.add(usable(key, identity)));
        }
        return List.copyOf(usable);
    }

    /// Makes an ed25519 pair under `~/.ssh`, registers the public half under `name` and returns it.
    /// If no answer comes, the pair stays where it is: Lambda may have taken it.
    public UsableKey create(String name) throws CloudException, SshException, InterruptedException {
        var pair = newKeys.create(name);
        remember(pair.key());
        return usable(pair.key(), pair.file());
    }

    /// Opens a locked key that [#usable] found. The passphrase is kept in memory, until the program
    /// ends.
    public void unlock(String keyName, String passphrase) throws SshException {
        var here = local.find();
        var halves = known(keyName).flatMap(key -> halves(key, here)).toList();
        if (halves.isEmpty()) {
            throw new SshException(new SshError.KeyMissing(keyName));
        }
        if (halves.stream().allMatch(local::isLocked)) {
            open(halves, new Identity.Passphrase(passphrase));
        }
    }

    /// The private half of the account's key of that name, unlocked if it was. Reads the cloud's
    /// list only if the name is not known from it yet.
    ///
    /// @throws JobException if it is not on this computer
    public Identity identity(String keyName)
            throws CloudException, JobException, InterruptedException {
        if (known(keyName).findAny().isEmpty()) {
            readAccount();
        }
        var here = local.find();
        return known(keyName)
                .flatMap(key -> best(key, here).stream())
                .findFirst()
                .orElseThrow(() -> new JobException(new JobError.NoUsableKey(keyName)));
    }

    /// [#identity], and that it can be used at once: for what is about to cost money.
    ///
    /// @throws SshException if it is locked, or its file cannot be used
    public Identity readyIdentity(String keyName)
            throws CloudException, JobException, SshException, InterruptedException {
        var identity = identity(keyName);
        if (identity instanceof Identity.KeyFile key) {
            if (isLocked(key)) {
                throw new SshException(new SshError.PassphraseNeeded(key.file().toString()));
            }
            return local.read(key.file(), key.passphrase());
        }
        return identity;
    }

    /// Whether its passphrase is needed before it can be used.
    public boolean isLocked(Identity identity) {
        return local.isLocked(identity);
    }

    /// The first file that the passphrase fits.
    private void open(List<Identity> halves, Identity.Passphrase passphrase) throws SshException {
        Optional<SshException> failure = Optional.empty();
        for (var half : halves) {
            if (half instanceof Identity.KeyFile locked) {
                try {
                    var opened = local.read(locked.file(), Optional.of(passphrase));
                    unlocked.put(opened.file(), opened);
                    return;
                } catch (SshException e) {
                    failure = failure.or(() -> Optional.of(e));
                }
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /// Ready to use comes before the agent, which may ask, and both before a locked file. Among
    /// equals the first wins: the file that the user named.
    private Optional<Identity> best(SshKey key, List<Identity> here) {
        return halves(key, here).min(Comparator.comparingInt(this::effort));
    }

    private int effort(Identity half) {
        if (local.isLocked(half)) {
            return 2;
        }
        return half instanceof Identity.AgentKey ? 1 : 0;
    }

    private Stream<Identity> halves(SshKey key, List<Identity> here) {
        return PublicKeys.canonical(key.publicKey()).stream()
                .flatMap(half -> here.stream().filter(i -> i.publicKey().equals(half)))
                .map(this::opened);
    }

    /// With its passphrase, if it was given and the file still holds the same key.
    private Identity opened(Identity found) {
        return found instanceof Identity.KeyFile(var file, var publicKey, _)
                ? Optional.ofNullable(unlocked.get(file))
                        .filter(o -> o.publicKey().equals(publicKey))
                        .map(Identity.class::cast)
                        .orElse(found)
                : found;
    }

    private UsableKey usable(SshKey key, Identity half) {
        var where =
                switch (half) {
                    case Identity.KeyFile file -> file.file().toString();
                    case Identity.AgentKey _ -> AGENT;
                };
        return new UsableKey(key, where, local.isLocked(half));
    }

    private List<SshKey> readAccount() throws CloudException, InterruptedException {
        var keys = List.copyOf(cloud.sshKeys());
        synchronized (this) {
            account = keys;
        }
        return keys;
    }

    private synchronized void remember(SshKey made) {
        account = Stream.concat(account.stream(), Stream.of(made)).toList();
    }

    private synchronized Stream<SshKey> known(String name) {
        return account.stream().filter(key -> key.name().equals(name));
    }
}
