package gpudeck.view.job;

import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.job.JobSpec;
import gpudeck.view.kit.ModalHost;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Where a job's buttons lead.
///
/// @param openFolder shows a folder of this computer
/// @param newJob opens an empty wizard
/// @param runAgain opens the wizard with this job, on a machine of its own
/// @param runHere the same, on this machine, which runs already
public record JobLinks(
        ModalHost dialogs,
        ZoneId zone,
        Consumer<Path> openFolder,
        Runnable newJob,
        Consumer<JobSpec> runAgain,
        BiConsumer<JobSpec, InstanceId> runHere) {}
