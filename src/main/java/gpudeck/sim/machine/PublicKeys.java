package gpudeck.sim.machine;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Base64;
import java.util.regex.Pattern;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.keyprovider.KeyPairProvider;

/// Keys as text.
public final class PublicKeys {

    private static final int RSA_BITS = 2048;

    /// Its type, its length, and 32 bytes of any value: RFC 8709, section 4. To look closer takes a
    /// third of a second, and nothing here needs it before a machine is launched.
    private static final Pattern ED25519 =
            Pattern.compile("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI[A-Za-z0-9+/]{43}( .*)?");

    private PublicKeys() {}

    /// @param publicKey one line, in OpenSSH's format
    /// @param privateKey in PEM
    public record Pair(String publicKey, String privateKey) {
        @Override
        public String toString() {
            return "Pair[" + publicKey + "]";
        }
    }

    public static boolean isReadable(String text) {
        return ED25519.matcher(text.strip()).matches() || isParsed(text);
    }

    private static boolean isParsed(String text) {
        try {
            parse(text);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static PublicKey parse(String text) throws IOException {
        try {
            var entry = AuthorizedKeyEntry.parseAuthorizedKeyEntry(text.strip());
            var key =
                    entry == null
                            ? null
                            : entry.resolvePublicKey(null, PublicKeyEntryResolver.FAILING);
            if (key == null) {
                throw new IOException("not a public key");
            }
            return key;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("not a public key", e);
        }
    }

    /// An RSA pair, which is what the real API makes.
    public static Pair generatePair(String comment) {
        var pair = generate(KeyPairProvider.SSH_RSA, RSA_BITS);
        return new Pair(publicLine(pair, comment), pem(pair));
    }

    /// Of a key whose private half nobody has.
    public static String publicLineOfNobody() {
        return publicLine(generateHostKey(), "nobody");
    }

    static KeyPair generateHostKey() {
        return generate(KeyPairProvider.SSH_ED25519, 256);
    }

    private static KeyPair generate(String type, int bits) {
        try {
            return KeyUtils.generateKeyPair(type, bits);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot make " + type + " keys", e);
        }
    }

    static String publicLine(KeyPair pair, String comment) {
        var line = PublicKeyEntry.toString(pair.getPublic());
        return comment.isEmpty() ? line : line + " " + comment.replaceAll("\\s", "-");
    }

    private static String pem(KeyPair pair) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return "-----BEGIN PRIVATE KEY-----\n"
                + lines.encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }
}
