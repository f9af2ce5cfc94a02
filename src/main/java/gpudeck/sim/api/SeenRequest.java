package gpudeck.sim.api;

/// A request that came in, whatever became of it.
///
/// @param path below `/api/v1`
public record SeenRequest(String method, String path, String body) {}
