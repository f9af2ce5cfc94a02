package gpudeck.engine.job;

import gpudeck.domain.CloudException;
import gpudeck.domain.JobError;
import gpudeck.domain.JobException;
import gpudeck.domain.Problem;
import gpudeck.domain.SshError;
import gpudeck.domain.Step;
import gpudeck.engine.Readiness;
import gpudeck.engine.fleet.FleetService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does a run's steps one after the other and records how each went.
final class JobSteps {

    private static final Logger LOG = LoggerFactory.getLogger(JobSteps.class);

    private final RunRecord record;
    private final StopSwitch stop;
    private final FleetService fleet;
    private final Readiness readiness;

    JobSteps(RunRecord record, StopSwitch stop, FleetService fleet, Readiness readiness) {
        this.record = record;
        this.stop = stop;
        this.fleet = fleet;
        this.readiness = readiness;
    }

    @FunctionalInterface
    interface Work<T> {
        T run() throws Exception;
    }

    @FunctionalInterface
    interface Task {
        void run() throws Exception;
    }

    /// Of a run that was taken up, a step that was done before is not done again.
    void unlessDone(Step step, Task task) throws StepFailedException, StoppedException {
        if (!record.isDone(step)) {
            record.enter(step);
            go(
                    step,
                    () -> {
                        task.run();
                        return true;
                    });
        }
    }

    <T> T run(Step step, Work<T> work) throws StepFailedException, StoppedException {
        record.enter(step);
        return go(step, work);
    }

    /// Work that goes on into later steps by itself. It is done when the last of them is.
    void from(Step first, Task task) throws StepFailedException, StoppedException {
        record.enterOnce(first);
        go(
                first,
                () -> {
                    task.run();
                    return true;
                });
    }

    private <T> T go(Step step, Work<T> work) throws StepFailedException, StoppedException {
        try {
            if (Thread.interrupted()) {
                throw new InterruptedException("before " + step);
            }
            T result = work.run();
            record.done(record.current().orElse(step));
            return result;
        } catch (InterruptedException _) {
            throw stopped(record.current().orElse(step));
        } catch (Exception e) {
            throw failed(record.current().orElse(step), e);
        }
    }

    private StepFailedException failed(Step step, Exception cause) {
        var problem = whyItBroke(Problems.of(cause));
        var id = record.state().get().id();
        if (problem instanceof JobError.Internal) {
            LOG.error("Run {} met a bug in {}", id, step, cause);
        } else {
            LOG.info("Run {} failed in {}: {}", id, step, problem);
        }
        record.failed(step, problem);
        return new StepFailedException(step, problem, cause);
    }

    /// A link that broke may be a machine that is gone.
    private Problem whyItBroke(Problem problem) {
        var instance = record.state().get().instance();
        if (!(problem instanceof SshError.ConnectionLost) || instance.isEmpty()) {
            return problem;
        }
        try {
            fleet.refresh();
            readiness.look(instance.get());
            return problem;
        } catch (JobException e) {
            return e.error();
        } catch (CloudException e) {
            return problem;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return problem;
        }
    }

    private StoppedException stopped(Step step) {
        var limit = stop.limit();
        if (limit.isPresent()) {
            record.failed(step, new JobError.LimitReached(limit.get()));
        } else if (!stop.isLeft()) {
            record.cancelled(step);
        }
        return new StoppedException(step);
    }
}
