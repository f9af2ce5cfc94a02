package gpudeck.sim.hardware;

/// What a machine is made of.
///
/// @param gpu as the API describes it, for example `A10 (24 GB PCIe)`
public record Hardware(String gpu, int gpus) {}
