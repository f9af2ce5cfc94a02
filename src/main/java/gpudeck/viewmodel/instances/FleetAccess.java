package gpudeck.viewmodel.instances;

import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.Engine;
import gpudeck.engine.hosts.HostKeyFacts;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What the page does with instances. All but [#terminate] and [#hostKey] may take long.
public interface FleetAccess {

    /// Returns at once; how it goes is seen in the fleet.
    void terminate(Collection<InstanceId> ids);

    void restart(Collection<InstanceId> ids) throws Exception;

    void rename(InstanceId id, String name) throws Exception;

    /// Their leases end so much later.
    void extend(Collection<InstanceId> ids, Duration by) throws Exception;

    /// Empty while the instance has no address.
    Optional<List<String>> sshCommand(InstanceId id) throws Exception;

    /// From here on the instance is known by the host key of that fingerprint.
    void confirmHostKey(InstanceId id, String fingerprint) throws Exception;

    /// Empty while none is known. Returns at once.
    Optional<HostKeyFacts> hostKey(InstanceId id);

    static FleetAccess of(Engine engine) {
        return new FleetAccess() {
            @Override
            public void terminate(Collection<InstanceId> ids) {
                engine.fleet().terminate(ids);
            }

            @Override
            public void restart(Collection<InstanceId> ids) throws Exception {
                engine.fleet().restart(ids);
            }

            @Override
            public void rename(InstanceId id, String name) throws Exception {
                engine.fleet().rename(id, name);
            }

            @Override
            public void extend(Collection<InstanceId> ids, Duration by) throws Exception {
                engine.fleet().extend(ids, by);
            }

            @Override
            public Optional<List<String>> sshCommand(InstanceId id) throws Exception {
                return engine.remote().sshCommand(id);
            }

            @Override
            public void confirmHostKey(InstanceId id, String fingerprint) throws Exception {
                engine.remote().confirmHostKey(id, fingerprint);
            }

            @Override
            public Optional<HostKeyFacts> hostKey(InstanceId id) {
                return Optional.ofNullable(engine.hosts().keys().facts().get().get(id));
            }
        };
    }
}
