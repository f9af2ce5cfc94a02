package gpudeck.store.journal;

import gpudeck.domain.job.RunState;
import java.nio.file.Path;
import java.util.Optional;

/// A run as it was last saved. Values of hidden variables are not kept: they read as empty.
///
/// @param holder the program that saved it; empty for what an older version saved
public record SavedRun(RunState state, Path folder, Optional<String> holder) {}
