package gpudeck.viewmodel.instances;

/// Whether the host key that a machine shows is its own: it was not launched here, and is met for
/// the first time.
///
/// @param fingerprint `SHA256:…`
/// @param confirmed goes on with what was asked for
public record HostKeyQuestion(
        String name, String address, String fingerprint, Runnable confirmed) {}
