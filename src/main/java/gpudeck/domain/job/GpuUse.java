package gpudeck.domain.job;

import java.time.Duration;

/// How much a run's scripts have used the GPUs of their machine by now.
///
/// @param mean percent of the time, over all GPUs
/// @param counted how much time is known of
/// @param idle for how long none of them has been used; zero while one is
public record GpuUse(double mean, Duration counted, Duration idle) {}
