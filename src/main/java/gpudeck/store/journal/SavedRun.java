package gpudeck.store.journal;

import gpudeck.domain.job.RunState;
import java.nio.file.Path;

/// A run as it was last saved. Values of hidden variables are not kept: they read as empty.
public record SavedRun(RunState state, Path folder) {}
