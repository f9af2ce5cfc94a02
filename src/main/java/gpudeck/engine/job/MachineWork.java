package gpudeck.engine.job;

import gpudeck.domain.CloudException;
import gpudeck.domain.JobError;
import gpudeck.domain.JobException;
import gpudeck.domain.Problem;
import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.domain.Step;
import gpudeck.domain.job.JobSpec;
import gpudeck.ssh.project.ProjectFiles;
import gpudeck.ssh.project.ProjectUpload;
import gpudeck.ssh.run.BrokenLogException;
import gpudeck.ssh.run.RemoteRun;
import gpudeck.ssh.run.RunEnd;
import gpudeck.ssh.run.RunLog;
import gpudeck.ssh.run.RunPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a job does on its machine once that lets it in. What runs there goes on without us.
final class MachineWork {

    private static final Logger LOG = LoggerFactory.getLogger(MachineWork.class);

    /// So often in a row, without a byte, may what follows the log fail on the machine.
    private static final int MOST_FAILURES = 5;

    private static final int NOT_FOUND = 127;

    private final JobSpec spec;
    private final MachineLink link;
    private final RunFolder folder;
    private final RunOutput output;
    private final RunRecord record;
    private final RemoteRun run;

    MachineWork(
            JobSpec spec, MachineLink link, RunFolder folder, RunOutput output, RunRecord record) {
        this.spec = spec;
        this.link = link;
        this.folder = folder;
        this.output = output;
        this.record = record;
        this.run = new RemoteRun(record.state().get().id().value());
    }

    /// Sends the project as it is now.
    ///
    /// @param files as they were before the launch
    void upload(ProjectFiles files)
            throws CloudException, SshException, JobException, InterruptedException {
        var progress = new TransferNotes(Step.UPLOAD, record);
        progress.at(0, files.fileCount(), 0, files.bytes());
        try {
            new ProjectUpload(link.get(), ProjectCommands.FOLDER)
                    .send(() -> ProjectFiles.scan(files.root(), spec.excluded()), progress);
            progress.done();
        } catch (IOException e) {
            throw new JobException(new JobError.LocalFile(files.root().toString(), words(e)), e);
        }
    }

    /// Sets the project up and runs the scripts, or takes up where they are by now; returns once
    /// they are over and all that they wrote is here.
    ///
    /// @param plan to start with; empty if it is known to have been started
    /// @param endsWithUs whether an interrupt ends them, too; what they still say is waited for
    /// @return what went wrong with the first command that failed
    Optional<Problem> work(Optional<RunPlan> plan, BooleanSupplier endsWithUs)
            throws CloudException, SshException, JobException, InterruptedException {
        try (var console = new RunConsole(spec, folder, output, record)) {
            RunEnd end;
            try (var log = open(console)) {
                end = followOrEnd(plan, log, endsWithUs);
            }
            record.contactOver();
            Files.delete(folder.log());
            return problem(end, console);
        } catch (BrokenLogException e) {
            throw new SshException(new SshError.Garbled("the run's log", words(e)), e);
        } catch (IOException e) {
            throw folder.problem(e);
        }
    }

    /// A copy that is broken here is whole on the machine.
    private RunLog open(RunConsole console) throws IOException {
        try {
            return RunLog.open(folder.log(), console);
        } catch (BrokenLogException e) {
            LOG.warn("{} is broken and fetched again", folder.log(), e);
            Files.delete(folder.log());
            return RunLog.open(folder.log(), console);
        }
    }

    private RunEnd followOrEnd(Optional<RunPlan> plan, RunLog log, BooleanSupplier endsWithUs)
            throws CloudException, SshException, JobException, IOException, InterruptedException {
        try {
            return follow(plan, log);
        } catch (InterruptedException e) {
            if (endsWithUs.getAsBoolean()) {
                run.stop(link.get());
                follow(Optional.empty(), log);
            }
            throw e;
        }
    }

    private RunEnd follow(Optional<RunPlan> plan, RunLog log)
            throws CloudException, SshException, JobException, IOException, InterruptedException {
        int failures = 0;
        while (true) {
            var connection = link.whileItLives();
            long before = log.size();
            try {
                return run.follow(connection, plan, log, (_, _) -> record.heard());
            } catch (SshException e) {
                failures = log.size() > before ? 0 : failures + 1;
                if (!isPassing(e.error(), failures)) {
                    throw e;
                }
                LOG.info("Run {} goes on without us: {}", record.state().get().id(), e.error());
            }
        }
    }

    /// A machine that is short of memory kills what it can.
    private static boolean isPassing(SshError error, int failures) {
        return switch (error) {
            case SshError.ConnectionLost _ -> true;
            case SshError.CommandFailed(_, int exit, _) ->
                    exit != NOT_FOUND && failures < MOST_FAILURES;
            default -> false;
        };
    }

    private static Optional<Problem> problem(RunEnd end, RunConsole console) {
        return switch (end) {
            case RunEnd.Ended ended ->
                    ended.isStopped() ? Optional.empty() : console.problem(ended);
            case RunEnd.Lost() -> Optional.of(new JobError.RunLost());
            case RunEnd.Rebooted() -> Optional.of(new JobError.MachineRebooted());
            case RunEnd.Absent() -> Optional.of(new JobError.NotStarted());
        };
    }

    private static String words(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
