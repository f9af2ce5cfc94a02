package gpudeck.sim.account;

import gpudeck.sim.fault.LaunchFault;
import gpudeck.sim.machine.Machine;
import java.util.List;
import java.util.Optional;
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
        TERMINATED
    }

    final String id;
    final LaunchOrder order;
    final Machine machine;
    @Nullable String name;
    Status status = Status.BOOTING;
    boolean hasAddress;
    boolean restarting;
    private final List<LaunchFault> faults;
    private int answersStillActive;

    SimInstance(String id, LaunchOrder order, Machine machine, List<LaunchFault> faults) {
        this.id = id;
        this.order = order;
        this.machine = machine;
        this.name = order.name();
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

    void startTerminating() {
        boolean wasActive = status == Status.ACTIVE;
        status = Status.TERMINATING;
        restarting = false;
        if (wasActive) { // one more: the answer to the terminate itself
            fault(LaunchFault.KeepsSayingActive.class)
                    .ifPresent(fault -> answersStillActive = fault.answers() + 1);
        }
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
