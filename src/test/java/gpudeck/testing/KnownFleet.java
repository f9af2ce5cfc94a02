package gpudeck.testing;

import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.hosts.HostKeyFacts;
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
    private Optional<String> unconfirmed = Optional.empty();
    private Optional<HostKeyFacts> hostKey = Optional.empty();

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
    public Optional<List<String>> sshCommand(InstanceId id) throws SshException {
        failIfTold();
        if (unconfirmed.isPresent()) {
            throw new SshException(
                    new SshError.HostKeyUnconfirmed("203.0.113.7", unconfirmed.get()));
        }
        return Optional.of(List.of("ssh", "-i", "/home/ada/my key", "ubuntu@203.0.113.7"));
    }

    /// From now on the machine shows this key, which nobody has confirmed.
    public void showUnconfirmed(String fingerprint) {
        unconfirmed = Optional.of(fingerprint);
    }

    public void know(HostKeyFacts key) {
        hostKey = Optional.of(key);
    }

    @Override
    public void confirmHostKey(InstanceId id, String fingerprint) {
        failIfTold();
        done.add("confirm " + id + " " + fingerprint);
        unconfirmed = Optional.empty();
    }

    @Override
    public Optional<HostKeyFacts> hostKey(InstanceId id) {
        return hostKey;
    }

    private void failIfTold() {
        failure.ifPresent(why -> {
            throw why;
        });
    }
}
