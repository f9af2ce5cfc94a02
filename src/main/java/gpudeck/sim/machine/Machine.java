package gpudeck.sim.machine;

import gpudeck.sim.cloudinit.UserData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One rented machine: a private folder, an SSH server on a port of its own, real processes. Any
/// thread.
public final class Machine {

    private final String id;
    private final MachineFolder files;
    private final Processes processes;
    private final @Nullable UserData userData;
    private final Network network;
    private String bootId = newBootId();
    private boolean initialized;
    private boolean poweredOn;
    private boolean destroyed;

    Machine(String id, MachineFolder files, PublicKey authorized, @Nullable UserData userData)
            throws IOException {
        this.id = id;
        this.files = files;
        this.processes = new Processes(files.root());
        this.userData = userData;
        this.network = new Network(this, authorized);
    }

    public String id() {
        return id;
    }

    /// Of the SSH server, the same for the machine's whole life.
    public int port() {
        return network.port();
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
        return network.connections();
    }

    /// Boots the machine and starts its SSH server, unless it is gone.
    public synchronized void powerOn() {
        if (destroyed) {
            return;
        }
        if (!poweredOn) {
            poweredOn = true;
            boot();
            network.start();
        }
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
        network.stop();
        processes.killAll();
    }

    /// Breaks every connection now, as a network that goes away. New ones are still let in.
    public void cutConnections() {
        network.cut();
    }

    /// Refuses new connections until [#acceptConnections]; those that are open stay.
    public synchronized void refuseConnections() {
        network.refuse(true);
    }

    public synchronized void acceptConnections() {
        network.refuse(false);
    }

    /// Lets no byte through on open connections and lets new ones wait without an answer, as when
    /// the address drops off the net, until [#thaw]. Open connections stay, and so does what runs.
    public synchronized void freezeConnections() {
        if (!destroyed) {
            network.freeze();
        }
    }

    /// What was held back on open connections comes through, and new ones are let in.
    public synchronized void thaw() {
        network.thaw();
    }

    /// What its launch gave to cloud-init.
    public Optional<UserData> userData() {
        return Optional.ofNullable(userData);
    }

    /// The public half of its host key, in OpenSSH's format without a comment.
    public synchronized String hostKey() {
        return PublicKeys.publicLine(network.hostKey(), "");
    }

    /// New connections see another host key from now on; those that are open stay.
    public synchronized void changeHostKey() {
        network.use(PublicKeys.generateHostKey());
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
                        network::use,
                        () -> {
                            if (userData.deletesHostKeys()) {
                                changeHostKey();
                            }
                        });
    }

    /// Ends the machine: its processes are killed and its folder deleted. May be repeated.
    public synchronized void destroy() {
        destroyed = true;
        shutDown();
        network.thaw();
        network.release();
        files.delete();
    }

    MachineFolder files() {
        return files;
    }

    Processes commands() {
        return processes;
    }
}
