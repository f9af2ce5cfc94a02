package gpudeck.engine.job;

import gpudeck.domain.CloudException;
import gpudeck.domain.JobError;
import gpudeck.domain.JobException;
import gpudeck.domain.SshException;
import gpudeck.domain.Step;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.StepNote;
import gpudeck.engine.keys.KeyService;
import gpudeck.ssh.lock.PythonNeeds;
import gpudeck.ssh.project.ProjectFiles;
import gpudeck.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out, before anything is bought, whether a job can be done: project, scripts, key, type,
/// and room for the results.
record JobCheck(
        JobSpec spec, RunFolder folder, RunRecord record, KeyService keys, MachineSource source) {

    private static final Logger LOG = LoggerFactory.getLogger(JobCheck.class);

    /// @param files what will be sent
    record Checked(ProjectFiles files, SetUpPlan plan, PythonNeeds needs) {

        static Checked of(ProjectFiles files) {
            return new Checked(files, SetUpPlan.of(files), PythonNeeds.of(files));
        }
    }

    Checked check()
            throws CloudException,
                    SshException,
                    JobException,
                    StoreException,
                    InterruptedException {
        record.begin();
        var files = project();
        record.note(Step.PREPARE, new StepNote.Project(files.fileCount(), files.bytes()));
        scripts(files);
        folder.create();
        keys.readyIdentity(spec.sshKeyName());
        source.check();
        return Checked.of(files);
    }

    /// What would be sent by a run that is taken up; empty if the project is not here any more.
    Optional<Checked> again() {
        try {
            return Optional.of(Checked.of(project()));
        } catch (JobException e) {
            LOG.info("The project of run {} is gone: {}", record.state().get().id(), e.error());
        } catch (InterruptedException _) {
            // The next step sees it.
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private ProjectFiles project() throws JobException, InterruptedException {
        var project = spec.project();
        if (!Files.isDirectory(project)) {
            throw new JobException(new JobError.ProjectMissing(project.toString()));
        }
        try {
            var files = ProjectFiles.scan(project, spec.excluded());
            if (files.fileCount() == 0) {
                throw new JobException(new JobError.ProjectEmpty(project.toString()));
            }
            return files;
        } catch (IOException e) {
            throw new JobException(
                    new JobError.LocalFile(project.toString(), String.valueOf(e.getMessage())), e);
        }
    }

    private void scripts(ProjectFiles files) throws JobException {
        if (spec.scripts().isEmpty()) {
            throw new JobException(new JobError.NoScripts());
        }
        for (var script : spec.scripts()) {
            var path = tidy(script.path());
            boolean sent =
                    files.entries().stream()
                            .filter(entry -> entry.kind() != ProjectFiles.Kind.FOLDER)
                            .anyMatch(entry -> entry.path().equals(path));
            if (!sent) {
                throw new JobException(
                        new JobError.ScriptMissing(script.path(), spec.project().toString()));
            }
        }
    }

    private static String tidy(String path) {
        return Path.of(path).normalize().toString().replace('\\', '/');
    }
}
