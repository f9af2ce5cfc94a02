package gpudeck.engine;

import gpudeck.domain.CloudException;
import gpudeck.domain.JobError;
import gpudeck.domain.JobException;
import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.domain.Step;
import gpudeck.domain.cloud.Instance;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.InstanceStatus.Kind;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.FleetService;
import gpudeck.ssh.SshConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waits until an instance can be used: until the cloud calls it active, then until its sshd lets
/// us in. Every wait has a deadline, and ends at once when the instance does.
public final class Readiness {

    /// How long sshd may take once the instance is active.
    public static final Duration SSH_LIMIT = Duration.ofMinutes(10);

    /// The key is put in place while the machine starts: a refusal may be too early for so long.
    private static final Duration KEY_GRACE = Duration.ofMinutes(3);

    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration OLD = Duration.ofSeconds(4);

    private final FleetService fleet;
    private final MachineAccess machines;
    private final Time time;

    public Readiness(FleetService fleet, MachineAccess machines, Time time) {
        this.fleet = fleet;
        this.machines = machines;
        this.time = time;
    }

    /// Waits until the cloud calls it active and tells its address.
    ///
    /// @throws JobException if it ends, is unhealthy, or `limit` passes
    public Instance awaitActive(InstanceId id, Duration limit)
            throws CloudException, JobException, InterruptedException {
        var until = time.now().plus(limit);
        while (true) {
            var instance = look(id);
            if (instance.status().kind() == Kind.ACTIVE && instance.ip().isPresent()) {
                return instance;
            }
            if (!time.now().isBefore(until)) {
                throw new JobException(new JobError.TimedOut(Step.BOOT, limit));
            }
            time.pause(BETWEEN_LOOKS);
            readIfOld();
        }
    }

    /// Connects as soon as the instance's sshd is ready.
    ///
    /// @throws JobException if it ends, or `limit` passes without another reason to name
    /// @throws SshException if waiting longer would not help, or why it never got in
    public SshConnection awaitSsh(InstanceId id, Duration limit)
            throws CloudException, SshException, JobException, InterruptedException {
        return awaitSsh(id, limit, _ -> {});
    }

    /// @param notYet is told why each attempt that is not the last went wrong
    public SshConnection awaitSsh(InstanceId id, Duration limit, Consumer<SshError> notYet)
            throws CloudException, SshException, JobException, InterruptedException {
        var from = time.now();
        while (true) {
            var instance = look(id);
            try {
                return machines.connect(instance);
            } catch (SshException e) {
                if (isFinal(e.error(), from) || !time.now().isBefore(from.plus(limit))) {
                    throw e;
                }
                LOG.debug("{} is not ready yet: {}", id, e.error());
                notYet.accept(e.error());
            }
            time.pause(BETWEEN_LOOKS);
            readIfOld();
        }
    }

    /// One attempt to connect to an instance that was reachable before.
    ///
    /// @throws JobException if it is over, as far as the cloud says
    public SshConnection connect(InstanceId id)
            throws CloudException, SshException, JobException, InterruptedException {
        readIfOld();
        return machines.connect(look(id));
    }

    private boolean isFinal(SshError error, Instant from) {
        return switch (error) {
            case SshError.Unreachable _,
                    SshError.TimedOut _,
                    SshError.ConnectionLost _,
                    SshError.HostKeyNotInstalled _ ->
                    false;
            case SshError.AuthRefused _ -> !time.now().isBefore(from.plus(KEY_GRACE));
            case SshError.HostKeyChanged _,
                    SshError.HostKeyUnconfirmed _,
                    SshError.KeyMissing _,
                    SshError.KeyUnreadable _,
                    SshError.KeyTooOpen _,
                    SshError.PassphraseNeeded _,
                    SshError.PassphraseWrong _,
                    SshError.CommandFailed _,
                    SshError.Garbled _,
                    SshError.NotAsSent _,
                    SshError.UnsafePath _ ->
                    true;
        };
    }

    /// The instance as it was last heard of.
    ///
    /// @throws JobException if it is over, or cannot be used
    public Instance look(InstanceId id) throws CloudException, JobException, InterruptedException {
        machines.warmUp();
        var known = fleet.fleet().get().find(id);
        if (known.isEmpty()) {
            fleet.refresh();
            known = fleet.fleet().get().find(id);
        }
        var instance = known.map(FleetInstance::instance).orElseThrow(() -> gone("unknown"));
        if (known.flatMap(FleetInstance::endedAt).isPresent()) {
            throw gone(instance.status().word());
        }
        return switch (instance.status().kind()) {
            case BOOTING, ACTIVE, UNKNOWN -> instance;
            case UNHEALTHY -> throw new JobException(new JobError.Unhealthy());
            case TERMINATING, TERMINATED, PREEMPTED -> throw gone(instance.status().word());
        };
    }

    private static JobException gone(String status) {
        return new JobException(new JobError.InstanceGone(status));
    }

    /// Others read the list too. One answer that does not come is no reason to stop waiting.
    private void readIfOld() throws CloudException, InterruptedException {
        var readAt = fleet.fleet().get().readAt();
        if (readAt.filter(at -> at.plus(OLD).isAfter(time.now())).isPresent()) {
            return;
        }
        try {
            fleet.refresh();
        } catch (CloudException e) {
            if (!e.error().isTransient()) {
                throw e;
            }
        }
    }
}
