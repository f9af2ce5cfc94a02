package gpudeck.engine.custody;

import gpudeck.domain.JobException;
import gpudeck.domain.Signal;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.FleetService;
import gpudeck.engine.fleet.Keeper;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What a program that is gone without a word left running, and this one took over: it is to be
/// decided what becomes of it. Any thread.
public final class Inheritance {

    private final Signal<List<InstanceId>> undecided = new Signal<>(List.of());
    private final FleetService fleet;

    Inheritance(FleetService fleet) {
        this.fleet = fleet;
    }

    /// Taken over, and not yet decided on.
    public Signal<List<InstanceId>> undecided() {
        return undecided;
    }

    /// Answers from here on for what nobody answers for, so that no guardian ends it meanwhile.
    ///
    /// @throws JobException if that cannot be written down
    public synchronized void takeOver() throws JobException {
        var now = fleet.fleet().get();
        var left =
                now.mine().stream()
                        .filter(i -> i.keeper() == Keeper.NOBODY && i.ending().isEmpty())
                        .map(FleetInstance::id)
                        .toList();
        if (!left.isEmpty()) {
            fleet.hold(left);
        }
        publish(Stream.concat(undecided.get().stream(), left.stream()).toList(), now);
    }

    /// Ends them.
    public synchronized void end(Collection<InstanceId> ids) {
        fleet.terminate(ids);
        decided(ids);
    }

    /// Leaves them running until their leases end.
    public synchronized void keep(Collection<InstanceId> ids) throws JobException {
        fleet.leave(ids);
        decided(ids);
    }

    private void decided(Collection<InstanceId> ids) {
        var left = undecided.get().stream().filter(id -> !ids.contains(id)).toList();
        publish(left, fleet.fleet().get());
    }

    /// What ended or was asked to meanwhile needs no decision.
    private void publish(List<InstanceId> ids, Fleet now) {
        Set<InstanceId> open = new LinkedHashSet<>();
        now.mine().stream()
                .filter(i -> i.ending().isEmpty() && ids.contains(i.id()))
                .forEach(i -> open.add(i.id()));
        if (!List.copyOf(open).equals(undecided.get())) {
            undecided.publish(List.copyOf(open));
        }
    }
}
