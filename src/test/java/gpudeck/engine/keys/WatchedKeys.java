package gpudeck.engine.keys;

import gpudeck.domain.SshException;
import gpudeck.ssh.Identity;
import gpudeck.ssh.keys.LocalKeys;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Keys on disk that are watched while they are looked for and made.
final class WatchedKeys implements LocalKeys {

    private final LocalKeys keys;
    private final Consumer<Identity.KeyFile> whenMade;
    private int finds;

    WatchedKeys(LocalKeys keys, Consumer<Identity.KeyFile> whenMade) {
        this.keys = keys;
        this.whenMade = whenMade;
    }

    /// How often keys were looked for.
    int finds() {
        return finds;
    }

    @Override
    public List<Identity> find() {
        finds++;
        return keys.find();
    }

    @Override
    public Optional<Identity> matching(String publicKey) {
        finds++;
        return keys.matching(publicKey);
    }

    @Override
    public Identity.KeyFile read(Path file, Optional<Identity.Passphrase> passphrase)
            throws SshException {
        return keys.read(file, passphrase);
    }

    @Override
    public boolean isLocked(Identity identity) {
        return keys.isLocked(identity);
    }

    @Override
    public Identity.KeyFile create(Path file, String comment) throws SshException {
        var made = keys.create(file, comment);
        whenMade.accept(made);
        return made;
    }
}
