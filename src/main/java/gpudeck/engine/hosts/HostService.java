package gpudeck.engine.hosts;

import gpudeck.domain.CloudException;
import gpudeck.domain.JobException;
import gpudeck.domain.Signal;
import gpudeck.domain.SshException;
import gpudeck.domain.cloud.Instance;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.MachineAccess;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.store.StoreException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps what the system's own `ssh` reads in line with the fleet: the host keys of what lives,
/// and, if the user wants that, the instances as hosts by their names.
public final class HostService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HostService.class);

    private final Signal<Fleet> fleet;
    private final HostKeys keys;
    private final SshConfig config;
    private final MachineAccess machines;
    private final ThreadFactory threads;
    private final ReentrantLock writing = new ReentrantLock();
    private final AtomicBoolean isOld = new AtomicBoolean();
    private volatile List<Seen> seen = List.of();
    private Optional<Signal.Subscription> changes = Optional.empty();

    public HostService(
            Signal<Fleet> fleet,
            HostKeys keys,
            SshConfig config,
            MachineAccess machines,
            ThreadFactory threads) {
        this.fleet = fleet;
        this.keys = keys;
        this.config = config;
        this.machines = machines;
        this.threads = threads;
    }

    public HostKeys keys() {
        return keys;
    }

    /// Whether instances are hosts of the system's `ssh`.
    public boolean isInSshConfig() throws StoreException {
        return config.isOn();
    }

    public SshConfig sshConfig() {
        return config;
    }

    public void putIntoSshConfig(boolean wanted) throws StoreException {
        if (wanted) {
            config.turnOn();
            isOld.set(true);
            writeIfOld();
        } else {
            config.turnOff();
        }
    }

    /// To be called once: from here on it follows the fleet.
    public void begin() {
        isOld.set(true);
        changes = Optional.of(fleet.subscribe(this::look));
    }

    /// What the files depend on.
    private record Seen(
            InstanceId id, Optional<String> name, Optional<String> ip, Map<String, String> tags) {

        static Seen of(Instance instance) {
            return new Seen(instance.id(), instance.name(), instance.ip(), instance.tags());
        }
    }

    private void look(Fleet now) {
        var living = living(now).stream().map(Seen::of).toList();
        if (!living.equals(seen) || isOld.get()) {
            seen = living;
            isOld.set(true);
            threads.newThread(this::writeIfOld).start();
        }
    }

    private static List<Instance> living(Fleet now) {
        return now.instances().stream()
                .filter(FleetInstance::isBilled)
                .map(FleetInstance::instance)
                .toList();
    }

    private void writeIfOld() {
        writing.lock();
        try {
            while (isOld.getAndSet(false)) {
                write();
            }
        } catch (StoreException e) {
            LOG.warn("What ssh reads cannot be kept up to date: {}", e.error());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            writing.unlock();
        }
    }

    private void write() throws StoreException, InterruptedException {
        keys.tell();
        var now = fleet.get();
        // Before the first list, nothing is known of where they are.
        if (now.readAt().isPresent() && config.isOn()) {
            config.write(blocks(living(now)));
        }
    }

    private String blocks(List<Instance> living) throws StoreException, InterruptedException {
        var logins = new ArrayList<Named>();
        for (var instance : living) {
            if (KnownHosts.isPlain(instance.id().value())
                    && keys.pinned(instance.id()).isPresent()) {
                login(instance).ifPresent(l -> logins.add(new Named(nameOf(instance), l)));
            }
        }
        var names = logins.stream().map(Named::name).toList();
        return logins.stream()
                .map(l ->
                        l.login()
                                .block(
                                        Collections.frequency(names, l.name()) > 1
                                                ? idOf(l)
                                                : l.name()))
                .collect(Collectors.joining("\n"));
    }

    private record Named(String name, Login login) {}

    private static String idOf(Named one) {
        return KnownHosts.alias(one.login().instance());
    }

    /// Names may hold anything; a pattern or a second word would be another host.
    private static String nameOf(Instance instance) {
        var safe =
                instance.name()
                        .orElse("")
                        .replaceAll("[^A-Za-z0-9._]+", "-")
                        .replaceAll("^-+|-+$", "");
        return safe.isEmpty() ? KnownHosts.alias(instance.id()) : "gpudeck-" + safe;
    }

    private Optional<Login> login(Instance instance) throws InterruptedException {
        try {
            return machines.login(instance);
        } catch (CloudException e) {
            LOG.debug("The key of {} is not known: {}", instance.id(), e.error());
        } catch (JobException e) {
            LOG.debug("The key of {} is not here: {}", instance.id(), e.error());
        } catch (SshException e) {
            LOG.debug("{} cannot be a host of ssh: {}", instance.id(), e.error());
        }
        return Optional.empty();
    }

    /// What is not written down yet is written down first.
    @Override
    public void close() {
        changes.ifPresent(Signal.Subscription::close);
        writeIfOld();
    }
}
