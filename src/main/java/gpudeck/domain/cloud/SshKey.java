package gpudeck.domain.cloud;

/// A public key registered at Lambda.
public record SshKey(String id, String name, String publicKey) {}
