package gpudeck.ssh.sshj;

import gpudeck.ssh.HostKeyTrust;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import org.jspecify.annotations.Nullable;

/// Puts sshj's question to [HostKeyTrust], before anything is sent, and keeps the answer.
final class HostKeyCheck implements HostKeyVerifier {

    private final HostKeyTrust trust;
    private volatile String fingerprint = "";
    private volatile @Nullable String expected;

    HostKeyCheck(HostKeyTrust trust) {
        this.trust = trust;
    }

    @Override
    public boolean verify(String hostname, int port, PublicKey key) {
        var blob = new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
        fingerprint = fingerprintOf(blob);
        var verdict =
                trust.check(
                        KeyType.fromKey(key).toString(),
                        Base64.getEncoder().encodeToString(blob),
                        fingerprint);
        return switch (verdict) {
            case HostKeyTrust.Verdict.Accepted _ -> true;
            case HostKeyTrust.Verdict.Changed(var was) -> {
                expected = was;
                yield false;
            }
        };
    }

    @Override
    public List<String> findExistingAlgorithms(String hostname, int port) {
        return List.of();
    }

    String fingerprint() {
        return fingerprint;
    }

    /// What was expected instead; empty if the key was not refused.
    Optional<String> expected() {
        return Optional.ofNullable(expected);
    }

    /// As OpenSSH prints it.
    static String fingerprintOf(byte[] blob) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(blob);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
