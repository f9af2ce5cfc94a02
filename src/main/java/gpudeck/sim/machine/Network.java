package gpudeck.sim.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How a machine is reached: its port, its host key and the SSH servers there. Each time that it
/// listens anew is a server of its own. Guarded by the machine's monitor.
final class Network {

    private static final Logger LOG = LoggerFactory.getLogger(Network.class);

    private static final Duration CLOSE_TIME = Duration.ofSeconds(5);

    private final Machine machine;
    private final PublicKey authorized;
    private final ReservedPort port = ReservedPort.reserve();
    private final Ice ice = new Ice();
    private final Set<MachineServer> servers = ConcurrentHashMap.newKeySet();
    private KeyPair hostKey = PublicKeys.generateHostKey();
    private boolean up;
    private boolean refusing;
    private @Nullable SilentPort silence;

    Network(Machine machine, PublicKey authorized) throws IOException {
        this.machine = machine;
        this.authorized = authorized;
    }

    int port() {
        return port.number();
    }

    KeyPair hostKey() {
        return hostKey;
    }

    /// Any thread.
    int connections() {
        return servers.stream().mapToInt(server -> server.getActiveSessions().size()).sum();
    }

    void start() {
        up = true;
        listenIfAllowed();
    }

    /// Frozen connections end when they thaw.
    void stop() {
        up = false;
        for (var server : servers) {
            try {
                var closing = server.close(true);
                if (silence == null) {
                    closing.await(CLOSE_TIME);
                }
            } catch (IOException e) {
                LOG.warn("SSH server of {} did not close", machine.id(), e);
            }
        }
        servers.clear();
    }

    /// Gives the port up.
    void release() {
        port.release();
    }

    /// Any thread.
    void cut() {
        servers.forEach(MachineServer::cutConnections);
    }

    void refuse(boolean newRefusing) {
        refusing = newRefusing;
        listenAnew();
    }

    void use(KeyPair newHostKey) {
        hostKey = newHostKey;
        listenAnew();
    }

    void freeze() {
        if (silence != null) {
            return;
        }
        servers.forEach(MachineServer::stopListening);
        try {
            silence = SilentPort.open(port);
            ice.freeze();
        } catch (IOException e) {
            throw new UncheckedIOException("machine " + machine.id() + " could not freeze", e);
        }
    }

    void thaw() {
        if (silence == null) {
            return;
        }
        silence.close();
        silence = null;
        listenIfAllowed();
        ice.thaw();
    }

    private void listenAnew() {
        servers.forEach(MachineServer::stopListening);
        listenIfAllowed();
    }

    private void listenIfAllowed() {
        if (!up || refusing || silence != null) {
            return;
        }
        try {
            var server = MachineServer.of(machine, ice, authorized, hostKey);
            port.use(server::listen);
            servers.add(server);
        } catch (IOException e) {
            throw new UncheckedIOException("machine " + machine.id() + " could not listen", e);
        }
    }
}
