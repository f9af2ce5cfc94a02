package gpudeck.viewmodel.instances;

import gpudeck.viewmodel.JobsUnderWay;
import java.time.Instant;

/// What the facts of all machines depend on beside the machines.
///
/// @param old the list is no longer sure to be true
record Moment(Instant now, boolean old, JobsUnderWay jobs) {}
