package gpudeck.ssh.keys;

import gpudeck.domain.SshException;
import gpudeck.ssh.Identity;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The private keys that can be used from this computer: files under `~/.ssh`, a file that the user
/// names, and the ssh-agent.
public interface LocalKeys {

    /// All that were found. A file whose public half cannot be told without a passphrase counts if
    /// a `.pub` stands beside it.
    List<Identity> find();

    /// The one whose public half is `publicKey` (comment and line breaks do not matter).
    Optional<Identity> matching(String publicKey);

    /// Reads a key file: OpenSSH, PEM or PuTTY.
    Identity.KeyFile read(Path file, Optional<Identity.Passphrase> passphrase) throws SshException;

    /// Whether a passphrase is needed before it can be used.
    boolean isLocked(Identity identity);

    /// Makes an ed25519 pair, the private half readable only by its owner.
    ///
    /// @throws SshException if the file exists or cannot be written
    Identity.KeyFile create(Path file, String comment) throws SshException;
}
