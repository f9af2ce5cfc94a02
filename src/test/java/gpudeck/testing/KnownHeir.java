package gpudeck.testing;

import gpudeck.domain.Signal;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.viewmodel.custody.InheritanceAccess;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Takes over what it is told to find, and remembers what was decided.
public final class KnownHeir implements InheritanceAccess {

    private final Signal<List<InstanceId>> undecided;
    private final List<String> done = new ArrayList<>();
    private List<InstanceId> found = List.of();
    private boolean broken;

    public KnownHeir(Signal<List<InstanceId>> undecided) {
        this.undecided = undecided;
    }

    /// What it takes over the next time.
    public void find(InstanceId... ids) {
        found = List.of(ids);
    }

    public void breakDown() {
        broken = true;
    }

    public List<String> done() {
        return done;
    }

    @Override
    public void takeOver() {
        done.add("take over");
        undecided.publish(found);
    }

    @Override
    public void end(Collection<InstanceId> ids) {
        decide("end", ids);
    }

    @Override
    public void keep(Collection<InstanceId> ids) {
        decide("keep", ids);
    }

    private void decide(String what, Collection<InstanceId> ids) {
        if (broken) {
            throw new IllegalStateException("the disk is full");
        }
        ids.forEach(id -> done.add(what + " " + id));
        undecided.publish(List.of());
    }
}
