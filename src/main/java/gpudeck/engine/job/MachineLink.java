package gpudeck.engine.job;

import gpudeck.domain.CloudException;
import gpudeck.domain.JobException;
import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.domain.Step;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.job.StepNote;
import gpudeck.engine.Readiness;
import gpudeck.engine.Time;
import gpudeck.engine.WakeablePause;
import gpudeck.ssh.SshConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one connection of a job to its machine, made anew where it broke: at once, then after longer
/// and longer pauses, each a little different, so that many jobs do not knock together.
final class MachineLink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MachineLink.class);

    /// What somebody waits for gets so long to come back.
    private static final Duration RECONNECT_LIMIT = Duration.ofMinutes(2);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int DOUBLINGS = 5;

    private final InstanceId id;
    private final Readiness readiness;
    private final RunRecord record;
    private final Time time;
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final WakeablePause pause;
    private volatile @Nullable SshConnection connection;

    MachineLink(InstanceId id, Readiness readiness, RunRecord record, Time time) {
        this.id = id;
        this.readiness = readiness;
        this.record = record;
        this.time = time;
        this.pause = new WakeablePause(time);
    }

    /// The first connection, to a machine that has just become active.
    SshConnection open() throws CloudException, SshException, JobException, InterruptedException {
        close();
        return keep(readiness.awaitSsh(id, Readiness.SSH_LIMIT, this::tell));
    }

    private void tell(SshError notYet) {
        if (notYet instanceof SshError.HostKeyNotInstalled) {
            record.note(Step.CONNECT, new StepNote.AwaitingHostKey());
        }
    }

    /// @throws SshException if the machine cannot be reached for two minutes
    SshConnection get() throws CloudException, SshException, JobException, InterruptedException {
        return connected(time.now().plus(RECONNECT_LIMIT));
    }

    /// However long the machine cannot be reached, as long as the cloud does not say that it ended.
    SshConnection whileItLives()
            throws CloudException, SshException, JobException, InterruptedException {
        return connected(Instant.MAX);
    }

    private SshConnection connected(Instant until)
            throws CloudException, SshException, JobException, InterruptedException {
        var open = connection;
        if (open != null && open.isOpen()) {
            return open;
        }
        close();
        var since = record.lastHeard();
        for (int attempt = 1; ; attempt++) {
            record.contactLost(since, attempt, time.now());
            try {
                return keep(readiness.connect(id));
            } catch (SshException e) {
                if (!isPassing(e.error()) || !time.now().isBefore(until)) {
                    throw e;
                }
                LOG.debug("{} cannot be reached, attempt {}: {}", id, attempt, e.error());
            }
            var next = pauseAfter(attempt);
            record.contactLost(since, attempt, time.now().plus(next));
            pause.pause(next);
        }
    }

    private SshConnection keep(SshConnection opened) {
        connection = opened;
        record.heard();
        return opened;
    }

    private static boolean isPassing(SshError error) {
        return error instanceof SshError.Unreachable
                || error instanceof SshError.TimedOut
                || error instanceof SshError.ConnectionLost;
    }

    private Duration pauseAfter(int attempt) {
        var longest = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, DOUBLINGS));
        var capped = longest.compareTo(LONGEST_PAUSE) < 0 ? longest : LONGEST_PAUSE;
        return Duration.ofMillis((long) (capped.toMillis() * random.nextDouble(0.8, 1.2)));
    }

    /// The network is another one, or the computer slept: the connection is dead, whatever it says,
    /// and the next attempt is worth making now.
    void renew() {
        close();
        pause.wake();
    }

    @Override
    public void close() {
        var open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }
}
