package gpudeck.engine.job;

import gpudeck.domain.CloudException;
import gpudeck.domain.JobError;
import gpudeck.domain.JobException;
import gpudeck.domain.SshException;
import gpudeck.domain.job.JobSpec;
import gpudeck.engine.keys.KeyService;
import gpudeck.ssh.project.ProjectFiles;
import gpudeck.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Finds out, before anything is bought, whether a job can be done: project, scripts, key, type,
/// and room for the results.
record JobCheck(
        JobSpec spec, RunFolder folder, RunRecord record, KeyService keys, JobLaunch launch) {

    /// @param files what will be sent
    record Checked(ProjectFiles files, SetUpPlan plan) {}

    Checked check()
            throws CloudException,
                    SshException,
                    JobException,
                    StoreException,
                    InterruptedException {
        record.begin();
        var files = project();
        scripts(files);
        folder.create();
        keys.readyIdentity(spec.sshKeyName());
        launch.check();
        return new Checked(files, SetUpPlan.of(files));
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
