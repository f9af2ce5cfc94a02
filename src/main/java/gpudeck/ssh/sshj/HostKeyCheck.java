package gpudeck.ssh.sshj;

import gpudeck.domain.HostKey;
import gpudeck.domain.SshError;
import gpudeck.ssh.HostKeyTrust;
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
    private volatile @Nullable HostKey shown;
    private volatile @Nullable SshError objection;

    HostKeyCheck(HostKeyTrust trust) {
        this.trust = trust;
    }

    @Override
    public boolean verify(String hostname, int port, PublicKey key) {
        var blob = new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
        var now =
                new HostKey(
                        KeyType.fromKey(key).toString(), Base64.getEncoder().encodeToString(blob));
        shown = now;
        objection = trust.objection(hostname, now).orElse(null);
        return objection == null;
    }

    @Override
    public List<String> findExistingAlgorithms(String hostname, int port) {
        return List.of();
    }

    /// Empty until the machine has shown one.
    Optional<HostKey> shown() {
        return Optional.ofNullable(shown);
    }

    /// Empty if the key was not refused.
    Optional<SshError> objection() {
        return Optional.ofNullable(objection);
    }
}
