package gpudeck.ssh.keys;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// Public keys as text, brought into one form so that they can be compared: `ssh-ed25519 AAAA…`.
public final class PublicKeys {

    private static final Pattern OPENSSH =
            Pattern.compile("(?m)^\\s*(?:ssh|ecdsa|sk-ssh|sk-ecdsa)-\\S+\\s+(\\S+)");
    private static final Pattern RFC4716 =
            Pattern.compile(
                    "---- BEGIN SSH2 PUBLIC KEY ----\\s*(.*?)\\s*---- END SSH2 PUBLIC KEY ----",
                    Pattern.DOTALL);

    private PublicKeys() {}

    /// From the OpenSSH form, with or without a comment, or that of RFC 4716; empty if it is
    /// neither.
    public static Optional<String> canonical(String text) {
        var lines = RFC4716.matcher(text);
        var openSsh = OPENSSH.matcher(text);
        try {
            if (lines.find()) {
                var body = lines.group(1).replaceAll("(?m)^.*:(.*\\\\\\R)*.*$", "");
                return Optional.of(ofBlob(Base64.getMimeDecoder().decode(body)));
            }
            return openSsh.find()
                    ? Optional.of(ofBlob(Base64.getDecoder().decode(openSsh.group(1))))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /// The blob begins with its own type, as a string of RFC 4251.
    static String ofBlob(byte[] blob) {
        int length = blob.length < 4 ? -1 : java.nio.ByteBuffer.wrap(blob).getInt();
        if (length < 1 || length > 64 || blob.length < 4 + length) {
            throw new IllegalArgumentException("not a public key");
        }
        return new String(blob, 4, length, StandardCharsets.US_ASCII)
                + " "
                + Base64.getEncoder().encodeToString(blob);
    }
}
