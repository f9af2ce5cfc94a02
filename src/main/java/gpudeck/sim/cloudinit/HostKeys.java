package gpudeck.sim.cloudinit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Host keys as `ssh_keys` has them.
final class HostKeys {

    private static final Logger LOG = LoggerFactory.getLogger(HostKeys.class);

    private HostKeys() {}

    /// Reads the private half, which has the public one in it. As with OpenSSH, that one holds if
    /// the other file tells another.
    ///
    /// @param privateKey in OpenSSH's format, without a passphrase
    /// @param publicLine may be empty
    static Optional<KeyPair> read(String privateKey, String publicLine) {
        try {
            var bytes = privateKey.getBytes(StandardCharsets.UTF_8);
            var keys =
                    SecurityUtils.loadKeyPairIdentities(
                            null,
                            NamedResource.ofName("ssh_keys.ed25519_private"),
                            new ByteArrayInputStream(bytes),
                            null);
            for (var key : keys == null ? List.<KeyPair>of() : keys) {
                if (KeyPairProvider.SSH_ED25519.equals(KeyUtils.getKeyType(key))) {
                    compare(key, publicLine);
                    return Optional.of(key);
                }
            }
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            LOG.warn("the host key in the user data cannot be read: {}", e.toString());
            return Optional.empty();
        }
        LOG.warn("the host key in the user data is not an ed25519 key");
        return Optional.empty();
    }

    private static void compare(KeyPair key, String publicLine) {
        if (!publicLine.isBlank()
                && !publicLine.strip().startsWith(PublicKeyEntry.toString(key.getPublic()))) {
            LOG.warn("the public host key in the user data belongs to another private key");
        }
    }
}
