package gpudeck.domain.job;

import gpudeck.domain.Problem;
import java.time.Instant;

/// How far one step of a run has come.
public sealed interface StepState {

    record Waiting() implements StepState {}

    record Running(Instant since, StepNote note) implements StepState {}

    record Done(Instant since, Instant until, StepNote note) implements StepState {}

    record Failed(Instant since, Instant until, Problem why) implements StepState {}

    record Cancelled(Instant since, Instant until) implements StepState {}

    /// Not needed, or not reached.
    record Skipped() implements StepState {}
}
