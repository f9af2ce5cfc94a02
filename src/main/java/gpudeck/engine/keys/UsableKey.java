package gpudeck.engine.keys;

import gpudeck.domain.cloud.SshKey;

/// A key that Lambda has and whose private half can be used from here.
///
/// @param where file, or "ssh-agent"
/// @param locked a passphrase is needed before it can be used
public record UsableKey(SshKey key, String where, boolean locked) {}
