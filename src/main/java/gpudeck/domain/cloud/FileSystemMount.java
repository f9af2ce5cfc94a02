package gpudeck.domain.cloud;

/// A file system at its place on an instance.
public record FileSystemMount(String mountPoint, String fileSystemId) {}
