package gpudeck.ssh;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// A private key that can be used from here.
public sealed interface Identity {

    /// `ssh-ed25519 AAAA…`, without comment.
    String publicKey();

    /// @param passphrase for an encrypted file; never stored
    record KeyFile(Path file, String publicKey, Optional<Passphrase> passphrase)
            implements Identity {}

    /// Held by the ssh-agent.
    record AgentKey(String publicKey, String comment, Signer agent) implements Identity {}

    /// Signs with keys that it does not give away.
    interface Signer {

        /// The signature in the form that an authentication request carries.
        ///
        /// @param keyBlob the public half
        byte[] sign(byte[] keyBlob, byte[] data) throws IOException;
    }

    /// A secret. `toString` never shows it.
    record Passphrase(String secret) {
        @Override
        public String toString() {
            return "Passphrase[***]";
        }
    }
}
