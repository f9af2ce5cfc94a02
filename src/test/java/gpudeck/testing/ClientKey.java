package gpudeck.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;

/// A fresh ed25519 key pair of a test.
///
/// @param privateKey a file in OpenSSH's format, without a passphrase, readable by its owner only
/// @param publicKey one line in OpenSSH's format; also in the file beside, which ends in `.pub`
public record ClientKey(Path privateKey, String publicKey) {

    public static ClientKey in(Path folder) {
        try {
            var pair = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
            var text = new ByteArrayOutputStream();
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "test", null, text);
            var file = folder.resolve("id_ed25519");
            Files.write(file, text.toByteArray());
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            var line = PublicKeyEntry.toString(pair.getPublic()) + " test";
            Files.writeString(
                    folder.resolve("id_ed25519.pub"), line + "\n", StandardCharsets.UTF_8);
            return new ClientKey(file, line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
