package gpudeck.domain.job;

import java.util.OptionalDouble;

/// What one GPU of a machine did at a moment, as `nvidia-smi` says it. What that does not know of
/// this kind of GPU is empty.
///
/// @param index the machine's own number of it
/// @param use percent of the time in which something ran on it
/// @param memory in MiB
/// @param allMemory in MiB
/// @param temperature in °C
/// @param power in watts
/// @param mostPower in watts
public record GpuReading(
        int index,
        OptionalDouble use,
        OptionalDouble memory,
        OptionalDouble allMemory,
        OptionalDouble temperature,
        OptionalDouble power,
        OptionalDouble mostPower) {}
