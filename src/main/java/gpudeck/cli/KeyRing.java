package gpudeck.cli;

import gpudeck.domain.CloudException;
import gpudeck.domain.JobError;
import gpudeck.domain.JobException;
import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.engine.keys.UsableKey;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// The SSH keys of a session: which one is meant, and its passphrase, asked for when it is needed.
public final class KeyRing {

    private static final int TRIES = 3;

    private final Session session;
    private final Terminal terminal;

    public KeyRing(Session session, Terminal terminal) {
        this.session = session;
        this.terminal = terminal;
    }

    /// The key that the settings name, else one that needs no passphrase, else any.
    ///
    /// @throws JobException if no private half is here
    public UsableKey choose() throws CloudException, JobException, InterruptedException {
        var wanted = session.settings().sshKeyName();
        var file = session.settings().sshKeyFile();
        return session.engine().keys().usable().stream()
                .filter(key -> wanted.filter(name -> !name.equals(key.key().name())).isEmpty())
                .filter(key -> wanted.isPresent() || file.filter(f -> !isIn(key, f)).isEmpty())
                .min(Comparator.comparing(UsableKey::locked))
                .orElseThrow(() -> new JobException(new JobError.NoUsableKey(wanted.orElse(""))));
    }

    /// The name of the key to launch with. One that the user names need not be usable from here.
    public String nameToLaunchWith() throws CloudException, JobException, InterruptedException {
        var named = session.settings().sshKeyName();
        return named.isPresent() ? named.get() : choose().key().name();
    }

    private static boolean isIn(UsableKey key, Path file) {
        return key.where().equals(file.toString());
    }

    /// The same for a key by its name in the account, if its private half is here.
    public void unlock(String name) throws CloudException, SshException, InterruptedException {
        for (var key : session.engine().keys().usable()) {
            if (key.key().name().equals(name)) {
                unlock(key);
            }
        }
    }

    /// Asks for the passphrase, if there is one, until it is right.
    public void unlock(UsableKey key) throws SshException, InterruptedException {
        if (!key.locked()) {
            return;
        }
        for (int tried = 1; ; tried++) {
            var passphrase = terminal.askPassphrase(key.where());
            if (passphrase.isEmpty()) {
                throw new SshException(new SshError.PassphraseNeeded(key.where()));
            }
            try {
                session.engine().keys().unlock(key.key().name(), passphrase.get());
                return;
            } catch (SshException e) {
                if (tried == TRIES || !(e.error() instanceof SshError.PassphraseWrong)) {
                    throw e;
                }
            }
        }
    }

    /// Does what needs a connection, once more if the key turns out to be locked: nothing was done
    /// by then.
    public <T> T unlocking(Callable<T> action) throws Exception {
        try {
            return action.call();
        } catch (SshException e) {
            if (!(e.error() instanceof SshError.PassphraseNeeded(String file))) {
                throw e;
            }
            var locked = find(file);
            if (locked.isEmpty()) {
                throw e;
            }
            unlock(locked.get());
            return action.call();
        }
    }

    private Optional<UsableKey> find(String file) throws CloudException, InterruptedException {
        List<UsableKey> usable = session.engine().keys().usable();
        return usable.stream().filter(key -> key.where().equals(file)).findFirst();
    }
}
