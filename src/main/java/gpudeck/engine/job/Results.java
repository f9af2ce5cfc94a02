package gpudeck.engine.job;

import gpudeck.domain.CloudException;
import gpudeck.domain.JobError;
import gpudeck.domain.JobException;
import gpudeck.domain.Problem;
import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.domain.Step;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.JobSpec.Holding.Then;
import gpudeck.domain.job.StepNote;
import gpudeck.engine.Time;
import gpudeck.ssh.results.RemoteEntry.Kind;
import gpudeck.ssh.results.RemoteManifest;
import gpudeck.ssh.results.RemoteResults;
import gpudeck.ssh.results.VerifiedFolder;
import gpudeck.ssh.results.VerifiedFolder.Unsaved;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the results of a run: lists them on the machine, fetches and checks them, and holds the
/// machine until all are here and right, or it may be held no longer.
final class Results {

    private static final Logger LOG = LoggerFactory.getLogger(Results.class);

    /// Short at first: most trouble is a link that broke.
    private static final List<Duration> PAUSES =
            List.of(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(40),
                    Duration.ofSeconds(60));

    /// Once the machine was held for as long as wished, and is kept all the same.
    private static final Duration SLOW_PAUSE = Duration.ofMinutes(2);

    private static final int MOST_NAMES = 5;

    private final JobSpec spec;
    private final MachineLink link;
    private final RunFolder folder;
    private final RunRecord record;
    private final Time time;
    private final VerifiedFolder here;
    private Optional<RemoteManifest> manifest = Optional.empty();
    private boolean outdated = true;

    Results(JobSpec spec, MachineLink link, RunFolder folder, RunRecord record, Time time) {
        this.spec = spec;
        this.link = link;
        this.folder = folder;
        this.record = record;
        this.time = time;
        this.here = VerifiedFolder.ofRun(folder.path(), RunFolder.OURS);
    }

    /// Returns once all that can be brought is here, right, and on the disk.
    ///
    /// @throws StepProblemException if it cannot be, or may not be waited for any longer
    void bring() throws StepProblemException, InterruptedException {
        Optional<Instant> heldFrom = Optional.empty();
        for (int attempt = 1; ; attempt++) {
            var trouble = attempt();
            if (trouble.isEmpty()) {
                return;
            }
            var why = trouble.get();
            LOG.info("Results, attempt {}: {}", attempt, why);
            var from = heldFrom.orElseGet(time::now);
            heldFrom = Optional.of(from);
            boolean overdue = !time.now().isBefore(from.plus(spec.holding().atMost()));
            if (isHopeless(why) || (overdue && spec.holding().then() == Then.TERMINATE_ANYWAY)) {
                throw cutShort(why);
            }
            hold(why, attempt, overdue);
        }
    }

    /// How it ends if there is no further attempt.
    StepProblemException cutShort(Problem why) {
        var missing = missing();
        return new StepProblemException(
                missing.isEmpty()
                        ? why
                        : new JobError.ResultsIncomplete(
                                missing.size(),
                                fileCount(),
                                names(missing),
                                folder.path().toString(),
                                why));
    }

    /// @return what went wrong
    private Optional<Problem> attempt() throws StepProblemException, InterruptedException {
        try {
            return bringOnce();
        } catch (SshException e) {
            if (e.error() instanceof SshError.ConnectionLost) {
                link.close();
            } else {
                outdated = true;
            }
            return Optional.of(e.error());
        } catch (CloudException e) {
            return Optional.of(e.error());
        } catch (JobException e) {
            return Optional.of(e.error());
        } catch (IOException e) {
            return Optional.of(folder.problem(e).error());
        } finally {
            record.results(files());
        }
    }

    private Optional<Problem> bringOnce()
            throws CloudException,
                    SshException,
                    JobException,
                    StepProblemException,
                    IOException,
                    InterruptedException {
        var machine = new RemoteResults(link.get(), ProjectCommands.FOLDER);
        if (outdated) {
            manifest = Optional.of(machine.list(spec.results()));
            outdated = false;
        }
        var wanted = manifest.orElseThrow();
        if (wanted.isEmpty()) {
            throw new StepProblemException(new JobError.NoResults(spec.results()));
        }
        var progress = new TransferNotes(Step.DOWNLOAD, record);
        machine.fetch(wanted, here, progress);
        var missing = missing();
        if (!missing.isEmpty()) {
            outdated = true;
            var first = missing.getFirst();
            return Optional.of(new JobError.ResultUnverified(first.name(), first.why()));
        }
        settle();
        return Optional.empty();
    }

    /// The manifest is written when all else is on the disk: whoever finds it can rely on it.
    private void settle() throws StepProblemException, IOException, InterruptedException {
        if (here.saved().isEmpty()) {
            var first = here.leftOut().getFirst();
            throw new StepProblemException(new SshError.UnsafePath(first.name(), first.why()));
        }
        here.tidy();
        var paths = here.saved().stream().map(saved -> here.root().resolve(saved.path())).toList();
        DurableFiles.force(here.root(), paths);
        var run = record.state().get();
        var all = ResultsManifest.of(run.id(), run.instance(), time.now(), spec.results(), here);
        folder.writeManifest(all);
        record.note(
                Step.DOWNLOAD,
                new StepNote.Verified(all.totalFiles(), all.totalBytes(), names(here.leftOut())));
    }

    private void hold(Problem why, int attempt, boolean overdue) throws InterruptedException {
        var pause = overdue ? SLOW_PAUSE : PAUSES.get(Math.min(attempt, PAUSES.size()) - 1);
        var now = time.now();
        record.contactOver();
        record.note(
                Step.DOWNLOAD,
                new StepNote.HoldingResults(
                        why, missing().size(), fileCount(), attempt, now, now.plus(pause)));
        time.pause(pause);
    }

    /// Waiting heals none of these.
    private static boolean isHopeless(Problem why) {
        return why instanceof JobError.InstanceGone || why instanceof SshError.HostKeyChanged;
    }

    private List<Unsaved> missing() {
        return manifest.map(here::missing).orElse(List.of());
    }

    private int fileCount() {
        return manifest.map(RemoteManifest::fileCount).orElse(0);
    }

    private int files() {
        return (int)
                here.saved().stream()
                        .filter(saved -> !(saved.entry().kind() instanceof Kind.EmptyFolder))
                        .count();
    }

    /// Of the first, on one line.
    private static List<String> names(List<Unsaved> things) {
        return things.stream()
                .limit(MOST_NAMES)
                .map(thing -> thing.name().replaceAll("\\p{Cntrl}", " "))
                .toList();
    }
}
