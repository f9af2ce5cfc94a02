package gpudeck.ssh.keys;

import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.ssh.Identity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.password.PasswordUtils;

/// A private key on disk, in any form that OpenSSH or PuTTY write.
public final class PrivateKeyFile {

    private static final int HEADER_FIELDS = 3;
    private static final long LIMIT_BYTES = 64 * 1024;
    private static final byte[] OPENSSH_MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.UTF_8);
    private static final Pattern OPENSSH =
            Pattern.compile(
                    "-----BEGIN OPENSSH PRIVATE KEY-----(.*?)-----END OPENSSH PRIVATE KEY-----",
                    Pattern.DOTALL);
    private static final Pattern PUTTY_PUBLIC =
            Pattern.compile("Public-Lines: \\d+\\R(.*?)\\RPrivate-Lines:", Pattern.DOTALL);

    private final Path file;
    private final String text;

    private PrivateKeyFile(Path file, String text) {
        this.file = file;
        this.text = text;
    }

    /// @throws SshException if it is not a private key
    static PrivateKeyFile open(Path file) throws SshException {
        if (!Files.isRegularFile(file)) {
            throw new SshException(new SshError.KeyMissing(file.toString()));
        }
        try {
            if (Files.size(file) > LIMIT_BYTES) {
                throw unreadable(file, "it is too large for a key", null);
            }
            var key = new PrivateKeyFile(file, Files.readString(file, StandardCharsets.ISO_8859_1));
            if (!key.text.contains("PRIVATE KEY-----")
                    && !key.text.startsWith("PuTTY-User-Key-File-")) {
                throw unreadable(file, "it is not a private key", null);
            }
            return key;
        } catch (IOException e) {
            throw unreadable(file, String.valueOf(e.getMessage()), e);
        }
    }

    /// Ready to sign: read and, with its passphrase, unlocked.
    ///
    /// @throws SshException also if others on this computer may read it
    public static KeyProvider load(Path file, Optional<Identity.Passphrase> passphrase)
            throws SshException {
        var key = open(file);
        refuseIfOthersMayRead(file);
        if (key.isEncrypted() && passphrase.isEmpty()) {
            throw new SshException(new SshError.PassphraseNeeded(file.toString()));
        }
        try (var keys = new SSHClient()) {
            var finder =
                    passphrase
                            .map(p -> PasswordUtils.createOneOff(p.secret().toCharArray()))
                            .orElse(null);
            var provider = keys.loadKeys(file.toString(), finder);
            provider.getPrivate();
            return provider;
        } catch (IOException | RuntimeException e) {
            if (key.isEncrypted()) {
                throw new SshException(new SshError.PassphraseWrong(file.toString()), e);
            }
            throw unreadable(file, String.valueOf(e.getMessage()), e);
        }
    }

    boolean isEncrypted() {
        var cipher = openSsh().flatMap(PrivateKeyFile::cipher);
        if (cipher.isPresent()) {
            return !cipher.get().equals("none");
        }
        if (text.startsWith("PuTTY-User-Key-File-")) {
            return !text.contains("\nEncryption: none");
        }
        return text.contains("Proc-Type: 4,ENCRYPTED")
                || text.contains("BEGIN ENCRYPTED PRIVATE KEY");
    }

    /// The public half, as far as it can be told without a passphrase: it stands in clear in
    /// OpenSSH's and PuTTY's files, and in a `.pub` beside the others.
    Optional<String> publicKey() throws SshException {
        var inside = openSsh().flatMap(PrivateKeyFile::publicBlob).or(this::puttyBlob);
        if (inside.isPresent()) {
            return inside.map(PublicKeys::ofBlob);
        }
        var beside = file.resolveSibling(file.getFileName() + ".pub");
        try {
            if (Files.isRegularFile(beside) && Files.size(beside) < LIMIT_BYTES) {
                return PublicKeys.canonical(Files.readString(beside, StandardCharsets.ISO_8859_1));
            }
            if (isEncrypted()) {
                return Optional.empty();
            }
            var key = load(file, Optional.empty()).getPublic();
            return Optional.of(
                    PublicKeys.ofBlob(new Buffer.PlainBuffer().putPublicKey(key).getCompactData()));
        } catch (IOException e) {
            throw unreadable(file, String.valueOf(e.getMessage()), e);
        }
    }

    private Optional<ByteBuffer> openSsh() {
        var body = OPENSSH.matcher(text);
        if (!body.find()) {
            return Optional.empty();
        }
        try {
            var bytes = Base64.getMimeDecoder().decode(body.group(1));
            var magic = ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, OPENSSH_MAGIC.length));
            return magic.equals(ByteBuffer.wrap(OPENSSH_MAGIC))
                    ? Optional.of(
                            ByteBuffer.wrap(bytes)
                                    .position(OPENSSH_MAGIC.length)
                                    .asReadOnlyBuffer())
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /// The format (PROTOCOL.key of OpenSSH): cipher, key derivation and its options as strings, a
    /// count, public keys.
    private static Optional<String> cipher(ByteBuffer key) {
        return string(key.duplicate()).map(bytes -> new String(bytes, StandardCharsets.US_ASCII));
    }

    private static Optional<byte[]> publicBlob(ByteBuffer key) {
        var rest = key.duplicate();
        for (int field = 0; field < HEADER_FIELDS; field++) {
            if (string(rest).isEmpty()) {
                return Optional.empty();
            }
        }
        return rest.remaining() >= 4 && rest.getInt() == 1 ? string(rest) : Optional.empty();
    }

    private static Optional<byte[]> string(ByteBuffer buffer) {
        if (buffer.remaining() < 4) {
            return Optional.empty();
        }
        int length = buffer.getInt();
        if (length < 0 || length > buffer.remaining()) {
            return Optional.empty();
        }
        var bytes = new byte[length];
        buffer.get(bytes);
        return Optional.of(bytes);
    }

    private Optional<byte[]> puttyBlob() {
        var lines = PUTTY_PUBLIC.matcher(text);
        return lines.find()
                ? Optional.of(Base64.getMimeDecoder().decode(lines.group(1)))
                : Optional.empty();
    }

    /// As OpenSSH does: a key that others may read is not secret.
    private static void refuseIfOthersMayRead(Path file) throws SshException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        var permissions = permissions(file);
        for (var others :
                Set.of(
                        PosixFilePermission.GROUP_READ,
                        PosixFilePermission.GROUP_WRITE,
                        PosixFilePermission.OTHERS_READ,
                        PosixFilePermission.OTHERS_WRITE)) {
            if (permissions.contains(others)) {
                throw new SshException(
                        new SshError.KeyTooOpen(
                                file.toString(), PosixFilePermissions.toString(permissions)));
            }
        }
    }

    private static Set<PosixFilePermission> permissions(Path file) throws SshException {
        try {
            return Files.getPosixFilePermissions(file);
        } catch (IOException e) {
            throw unreadable(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static SshException unreadable(
            Path file, String why, @org.jspecify.annotations.Nullable Exception cause) {
        var error = new SshError.KeyUnreadable(file.toString(), why);
        return cause == null ? new SshException(error) : new SshException(error, cause);
    }
}
