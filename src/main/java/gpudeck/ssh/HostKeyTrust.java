package gpudeck.ssh;

/// Decides about the key that a machine shows, before anything is sent to it.
@FunctionalInterface
public interface HostKeyTrust {

    /// @param algorithm `ssh-ed25519`, …
    /// @param publicKey base 64 of the key blob
    /// @param fingerprint `SHA256:…` as OpenSSH prints it
    Verdict check(String algorithm, String publicKey, String fingerprint);

    sealed interface Verdict {

        record Accepted() implements Verdict {}

        record Changed(String expectedFingerprint) implements Verdict {}
    }
}
