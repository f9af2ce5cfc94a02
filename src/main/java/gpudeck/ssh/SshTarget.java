package gpudeck.ssh;

/// A machine and who logs in there with which key.
public record SshTarget(String host, int port, String user, Identity identity) {}
