package gpudeck.engine.job;

import gpudeck.domain.CloudException;
import gpudeck.domain.JobError;
import gpudeck.domain.JobException;
import gpudeck.domain.Problem;
import gpudeck.domain.SshException;
import gpudeck.domain.Step;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.JobSpec.OnScriptFailure;
import gpudeck.domain.job.JobSpec.ScriptCall;
import gpudeck.domain.job.StepNote;
import gpudeck.engine.Signals;
import gpudeck.engine.Time;
import gpudeck.ssh.ExitStatus;
import gpudeck.ssh.project.ProjectFiles;
import gpudeck.ssh.project.ProjectUpload;
import java.io.IOException;
import java.util.Optional;

/// What a job does on its machine once that lets it in.
final class MachineWork {

    private final JobSpec spec;
    private final MachineLink link;
    private final RunFolder folder;
    private final RunOutput output;
    private final RunRecord record;
    private final Time time;

    MachineWork(
            JobSpec spec,
            MachineLink link,
            RunFolder folder,
            RunOutput output,
            RunRecord record,
            Time time) {
        this.spec = spec;
        this.link = link;
        this.folder = folder;
        this.output = output;
        this.record = record;
        this.time = time;
    }

    void upload(ProjectFiles files)
            throws CloudException, SshException, JobException, InterruptedException {
        var progress = new TransferNotes(Step.UPLOAD, record);
        progress.at(0, files.fileCount(), 0, files.bytes());
        try {
            new ProjectUpload(link.get(), ProjectCommands.FOLDER).send(files, progress);
            progress.done();
        } catch (IOException e) {
            throw new JobException(new JobError.LocalFile(files.root().toString(), words(e)), e);
        }
    }

    void setUp(SetUpPlan plan)
            throws CloudException, SshException, JobException, InterruptedException {
        record.note(Step.SET_UP, new StepNote.SetUp(plan.label()));
        try (var log = new CommandLog("0-set-up", folder, output, time)) {
            if (!succeeds(ProjectCommands.hasUv())) {
                setUpCommand(log, ProjectCommands.INSTALL_UV, ProjectCommands.installUv());
            }
            for (var words : plan.commands()) {
                setUpCommand(log, ProjectCommands.quoted(words), ProjectCommands.inProject(words));
            }
        } catch (IOException e) {
            throw folder.problem(e);
        }
    }

    private boolean succeeds(String question)
            throws CloudException, SshException, JobException, IOException, InterruptedException {
        return link.get().run(question, (_, _, _, _) -> {}).isSuccess();
    }

    private void setUpCommand(CommandLog log, String shown, String command)
            throws CloudException, SshException, JobException, IOException, InterruptedException {
        log.started(Step.SET_UP, shown);
        var status = link.get().run(command, log);
        log.ended(status);
        if (!status.isSuccess()) {
            throw new JobException(new JobError.SetUpFailed(shown, exitStatus(status)));
        }
    }

    /// Runs the scripts in their order.
    ///
    /// @return what went wrong with the first one that failed
    Optional<Problem> runScripts(SetUpPlan plan)
            throws CloudException, SshException, JobException, InterruptedException {
        Optional<Problem> first = Optional.empty();
        int number = 0;
        for (var script : spec.scripts()) {
            number++;
            record.note(
                    Step.SCRIPTS,
                    new StepNote.Script(number, spec.scripts().size(), script.path()));
            var problem = runScript(number, script, plan);
            first = first.or(() -> problem);
            if (problem.isPresent() && spec.onScriptFailure() == OnScriptFailure.STOP) {
                break;
            }
        }
        return first;
    }

    private Optional<Problem> runScript(int number, ScriptCall script, SetUpPlan plan)
            throws CloudException, SshException, JobException, InterruptedException {
        var words = ProjectCommands.words(script, plan.python());
        var name = number + "-" + script.path().replace('/', '_');
        var connection = link.get();
        try (var log = new CommandLog(name, folder, output, time)) {
            log.started(Step.SCRIPTS, ProjectCommands.quoted(words));
            var status = connection.run(ProjectCommands.script(words, spec.variables()), log);
            log.ended(status);
            return problem(script, status);
        } catch (IOException e) {
            throw folder.problem(e);
        }
    }

    private static Optional<Problem> problem(ScriptCall script, ExitStatus status) {
        if (status.isSuccess()) {
            return Optional.empty();
        }
        int exit = exitStatus(status);
        return Optional.of(
                Signals.of(exit)
                        .<Problem>map(signal -> new JobError.ScriptKilled(script.path(), signal))
                        .orElseGet(() -> new JobError.ScriptFailed(script.path(), exit)));
    }

    private static int exitStatus(ExitStatus status) {
        return switch (status) {
            case ExitStatus.Exited(int exit) -> exit;
            case ExitStatus.Signalled(var signal) -> Signals.exitStatus(signal);
        };
    }

    private static String words(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
