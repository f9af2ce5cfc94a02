package gpudeck.sim.machine;

import gpudeck.sim.cloudinit.UserData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One rented machine: a private folder, an SSH server on a port of its own, real processes. Any
/// thread.
public final class Machine {

    private static final Logger LOG = LoggerFactory.getLogger(Machine.class);

    private static final Duration CLOSE_TIME = Duration.ofSeconds(5);

    private final String id;
    private final MachineFolder files;
    private final Processes processes;
    private final PublicKey authorized;
    private final @Nullable UserData userData;
    private final ReservedPort port;
    private final Set<MachineServer> servers = ConcurrentHashMap.newKeySet();
    private KeyPair hostKey = PublicKeys.generateHostKey();
    private String bootId = newBootId();
    private boolean initialized;
    private boolean poweredOn;
    private boolean refusing;
    private boolean destroyed;

    Machine(String id, MachineFolder files, PublicKey authorized, @Nullable UserData userData)
            throws IOException {
        this.id = id;
        this.files = files;
        this.processes = new Processes(files.root());
        this.authorized = authorized;
        this.userData = userData;
        this.port = ReservedPort.reserve();
    }

    public String id() {
        return id;
    }

    /// Of the SSH server, the same for the machine's whole life.
    public int port() {
        return port.number();
    }

    /// The home folder of the user `ubuntu`.
    public Path home() {
        return files.home();
    }

    /// What runs on the machine now.
    public List<ProcessHandle> processes() {
        return processes.running();
    }

    /// As `sysctl -n kernel.random.boot_id` tells it; another one after each restart.
    public synchronized String bootId() {
        return bootId;
    }

    /// Connections that are open now.
    public int connections() {
        return servers.stream().mapToInt(server -> server.getActiveSessions().size()).sum();
    }

    /// Boots the machine and starts its SSH server, unless it is gone.
    public synchronized void powerOn() {
        if (destroyed) {
            return;
        }
        if (!poweredOn) {
            poweredOn = true;
            boot();
        }
        listenIfAllowed();
    }

    private void boot() {
        bootId = newBootId();
        try {
            files.writeBootId(bootId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String newBootId() {
        return UUID.randomUUID().toString();
    }

    /// Ends every connection and process; the port answers again after [#powerOn].
    public synchronized void shutDown() {
        poweredOn = false;
        closeServers();
        processes.killAll();
    }

    /// Breaks every connection now, as a network that goes away. New ones are still let in.
    public void cutConnections() {
        servers.forEach(MachineServer::cutConnections);
    }

    /// Refuses new connections until [#acceptConnections]; those that are open stay.
    public synchronized void refuseConnections() {
        refusing = true;
        servers.forEach(MachineServer::stopListening);
    }

    public synchronized void acceptConnections() {
        refusing = false;
        listenIfAllowed();
    }

    /// What its launch gave to cloud-init.
    public Optional<UserData> userData() {
        return Optional.ofNullable(userData);
    }

    /// The public half of its host key, in OpenSSH's format without a comment.
    public synchronized String hostKey() {
        return PublicKeys.publicLine(hostKey, "");
    }

    /// New connections see another host key from now on; those that are open stay.
    public synchronized void changeHostKey() {
        use(PublicKeys.generateHostKey());
    }

    /// Gives the machine the host key of its user data, as [#changeHostKey] does. Only the first
    /// call has an effect: a restart keeps the key.
    public synchronized void finishCloudInit() {
        if (initialized || userData == null) {
            return;
        }
        initialized = true;
        userData.hostKey()
                .ifPresentOrElse(
                        this::use,
                        () -> {
                            if (userData.deletesHostKeys()) {
                                changeHostKey();
                            }
                        });
    }

    private void use(KeyPair newHostKey) {
        hostKey = newHostKey;
        servers.forEach(MachineServer::stopListening);
        listenIfAllowed();
    }

    /// Ends the machine: its processes are killed and its folder deleted. May be repeated.
    public synchronized void destroy() {
        destroyed = true;
        shutDown();
        port.release();
        files.delete();
    }

    private void listenIfAllowed() {
        if (!poweredOn || refusing || destroyed) {
            return;
        }
        try {
            var server = MachineServer.of(this, authorized, hostKey);
            port.use(server::listen);
            servers.add(server);
        } catch (IOException e) {
            throw new UncheckedIOException("machine " + id + " could not listen", e);
        }
    }

    private void closeServers() {
        for (var server : servers) {
            try {
                server.close(true).await(CLOSE_TIME);
            } catch (IOException e) {
                LOG.warn("SSH server of {} did not close", id, e);
            }
        }
        servers.clear();
    }

    MachineFolder files() {
        return files;
    }

    Processes commands() {
        return processes;
    }
}
