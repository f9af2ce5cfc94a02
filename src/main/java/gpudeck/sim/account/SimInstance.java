package gpudeck.sim.account;

import gpudeck.sim.fault.LaunchFault;
import gpudeck.sim.machine.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One rented instance as the account sees it.
final class SimInstance {

    /// The tag that tells a client the port of this instance's SSH server.
    static final String SSH_PORT_TAG = "gpudeck-ssh-port";

    enum Status {
        BOOTING,
        ACTIVE,
        UNHEALTHY,
        TERMINATING,
        TERMINATED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    final String id;
    final LaunchOrder order;
    final Machine machine;
    @Nullable String name;
    Status status = Status.BOOTING;
    boolean hasAddress;
    boolean restarting;
    boolean hidden;
    boolean endAccepted;
    @Nullable Instant terminateAskedAt;
    @Nullable Instant endedAt;
    final Instant launchedAt;
    private final boolean strangers;
    private final List<LaunchFault> faults;
    private int answersStillActive;

    /// @param strangers whether no client of the API launched it
    SimInstance(
            String id,
            LaunchOrder order,
            Machine machine,
            Instant launchedAt,
            boolean strangers,
            List<LaunchFault> faults) {
        this.id = id;
        this.order = order;
        this.machine = machine;
        this.name = order.name();
        this.launchedAt = launchedAt;
        this.strangers = strangers;
        this.faults = faults;
    }

    <F extends LaunchFault> Optional<F> fault(Class<F> kind) {
        return faults.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    boolean isOver() {
        return status == Status.TERMINATED || status == Status.TERMINATING;
    }

    boolean mayBeTerminated() {
        return !isOver()
                && !(status == Status.BOOTING
                        && fault(LaunchFault.NotTerminableWhileBooting.class).isPresent());
    }

    void terminateAsked(Instant now) {
        if (terminateAskedAt == null) {
            terminateAskedAt = now;
        }
    }

    void startTerminating() {
        boolean wasActive = status == Status.ACTIVE;
        status = Status.TERMINATING;
        restarting = false;
        if (wasActive) { // one more: the answer to the terminate itself
            fault(LaunchFault.KeepsSayingActive.class)
                    .ifPresent(fault -> answersStillActive = fault.answers() + 1);
        }
    }

    Bill bill(Instant now) {
        var until = endedAt == null ? now : endedAt;
        return new Bill(
                id,
                Objects.requireNonNullElse(order.name(), ""),
                order.tags().stream()
                        .collect(
                                Collectors.toMap(
                                        LaunchOrder.Tag::key,
                                        LaunchOrder.Tag::value,
                                        (_, later) -> later)),
                strangers,
                status.word(),
                launchedAt,
                Optional.ofNullable(terminateAskedAt),
                Optional.ofNullable(endedAt),
                Duration.between(launchedAt, until));
    }

    /// How answers call a status.
    String word(Status answered) {
        return answered == Status.ACTIVE
                ? fault(LaunchFault.UnknownStatus.class)
                        .map(LaunchFault.UnknownStatus::word)
                        .orElseGet(answered::word)
                : answered.word();
    }

    /// The status for one answer; an answer that still says active uses itself up.
    Status statusForAnswer() {
        if (answersStillActive > 0) {
            answersStillActive--;
            return Status.ACTIVE;
        }
        return status;
    }
}
