package gpudeck.viewmodel.instances;

import gpudeck.domain.RunId;
import gpudeck.domain.cloud.Instance.JupyterLink;
import gpudeck.domain.cloud.InstanceId;

/// Where the page leads to.
public interface InstanceActions {

    /// Asks what, and launches.
    void launch();

    /// Begins a job.
    void runJob();

    /// Begins a job on that machine.
    void runJob(InstanceId there);

    void browseGpus();

    /// Shows the job of that run, which is under way.
    void openJob(RunId run);

    /// In the browser. The address carries a token: it is neither shown nor logged.
    void openJupyter(JupyterLink link);
}
