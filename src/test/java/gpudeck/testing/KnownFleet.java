package gpudeck.testing;

import gpudeck.domain.cloud.InstanceId;
import gpudeck.viewmodel.instances.FleetAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Remembers what was asked of the instances.
public final class KnownFleet implements FleetAccess {

    private final List<InstanceId> ended = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private Optional<RuntimeException> failure = Optional.empty();

    /// From now on nothing but terminate works.
    public void failWith(RuntimeException why) {
        failure = Optional.of(why);
    }

    public List<InstanceId> ended() {
        return ended;
    }

    public List<String> done() {
        return done;
    }

    @Override
    public void terminate(Collection<InstanceId> ids) {
        ended.addAll(ids);
    }

    @Override
    public void restart(Collection<InstanceId> ids) {
        failIfTold();
        ids.forEach(id -> done.add("restart " + id));
    }

    @Override
    public void rename(InstanceId id, String name) {
        failIfTold();
        done.add("rename " + id + " " + name);
    }

    @Override
    public void extend(Collection<InstanceId> ids, Duration by) {
        failIfTold();
        ids.forEach(id -> done.add("extend " + id + " " + by));
    }

    @Override
    public Optional<List<String>> sshCommand(InstanceId id) {
        failIfTold();
        return Optional.of(List.of("ssh", "-i", "/home/ada/my key", "ubuntu@203.0.113.7"));
    }

    private void failIfTold() {
        failure.ifPresent(why -> {
            throw why;
        });
    }
}
