package gpudeck.ssh.results;

/// What is in a file, to the last bit.
///
/// @param sha256 in lower-case hexadecimal digits
public record Content(long bytes, String sha256) {}
