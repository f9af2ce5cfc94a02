package gpudeck.viewmodel.history;

import gpudeck.domain.RunId;
import gpudeck.domain.job.JobSpec;
import java.nio.file.Path;

/// Where the page leads to.
public interface HistoryActions {

    /// In the system's file manager.
    void openFolder(Path folder);

    /// Begins a new job with the same answers.
    void runAgain(JobSpec spec);

    /// Goes on with a run that no program looks after.
    void takeUp(RunId run);

    /// Begins a first job.
    void newJob();
}
