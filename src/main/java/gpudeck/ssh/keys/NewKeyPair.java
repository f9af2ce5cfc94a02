package gpudeck.ssh.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.OpenSSHPrivateKeyUtil;
import org.bouncycastle.crypto.util.OpenSSHPublicKeyUtil;

/// A key pair that was just made, in memory only. `toString` never shows the private half.
///
/// @param privateKey in OpenSSH's format, without a passphrase
/// @param publicKey `ssh-ed25519 AAAA…`, without comment
public record NewKeyPair(String privateKey, String publicKey) {

    private static final int LINE = 70;

    public static NewKeyPair ed25519() {
        var secret = new Ed25519PrivateKeyParameters(new SecureRandom());
        try {
            return new NewKeyPair(
                    "-----BEGIN OPENSSH PRIVATE KEY-----\n"
                            + Base64.getMimeEncoder(LINE, new byte[] {'\n'})
                                    .encodeToString(OpenSSHPrivateKeyUtil.encodePrivateKey(secret))
                            + "\n-----END OPENSSH PRIVATE KEY-----\n",
                    PublicKeys.ofBlob(
                            OpenSSHPublicKeyUtil.encodePublicKey(secret.generatePublicKey())));
        } catch (IOException e) {
            throw new UncheckedIOException("only memory is written", e);
        }
    }

    @Override
    public String toString() {
        return "NewKeyPair[" + publicKey + "]";
    }
}
