package gpudeck.domain;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/// The public half of a key by which a machine's sshd is known.
///
/// @param algorithm `ssh-ed25519`, …
/// @param blob base 64 of the key, as `known_hosts` has it
public record HostKey(String algorithm, String blob) {

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9@._-]{1,64}");
    private static final Pattern BASE_64 = Pattern.compile("[A-Za-z0-9+/]{1,8192}={0,2}");

    public HostKey {
        if (!WORD.matcher(algorithm).matches() || !BASE_64.matcher(blob).matches()) {
            throw new IllegalArgumentException("not a host key: " + algorithm);
        }
    }

    /// What [#line] gave.
    public static HostKey ofLine(String line) {
        var words = line.strip().split(" ", 3);
        if (words.length < 2) {
            throw new IllegalArgumentException("not a host key: " + line);
        }
        return new HostKey(words[0], words[1]);
    }

    /// `ssh-ed25519 AAAA…`
    public String line() {
        return algorithm + " " + blob;
    }

    /// `SHA256:…` as OpenSSH prints it.
    public String fingerprint() {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(blob));
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
