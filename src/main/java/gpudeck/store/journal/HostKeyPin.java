package gpudeck.store.journal;

import gpudeck.domain.cloud.InstanceId;
import java.time.Instant;

/// The key that an instance's sshd showed on first contact.
///
/// @param publicKey base 64 of the key blob
/// @param fingerprint `SHA256:…`
public record HostKeyPin(
        InstanceId instance,
        String algorithm,
        String publicKey,
        String fingerprint,
        Instant pinnedAt) {}
