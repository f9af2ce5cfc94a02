package gpudeck.engine.doctor;

import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.InstanceStatus.Kind;
import gpudeck.engine.fleet.FleetService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

/// Whether this network lets SSH out.
public final class PortCheckup implements Checkup {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final FleetService fleet;
    private final int port;

    public PortCheckup(FleetService fleet, int port) {
        this.fleet = fleet;
        this.port = port;
    }

    /// Nothing but a machine of this account is asked: without one there is no answer.
    @Override
    public List<Finding> look() {
        return fleet.fleet().get().instances().stream()
                .filter(one -> one.instance().status().kind() == Kind.ACTIVE)
                .flatMap(one -> one.instance().ip().stream())
                .findFirst()
                .map(this::knock)
                .stream()
                .toList();
    }

    private Finding knock(String address) {
        long began = System.nanoTime();
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), (int) PATIENCE.toMillis());
            var took = Duration.ofNanos(System.nanoTime() - began);
            return Finding.fine(
                    Subject.SSH_PORT,
                    UserMessage.of("doctor.port.fine", Integer.toString(port)),
                    UserMessage.of("doctor.port.fine.text", address, took.toMillis()));
        } catch (IOException e) {
            return Finding.look(
                    Subject.SSH_PORT,
                    UserMessage.of("doctor.port.closed", Integer.toString(port)),
                    UserMessage.of(
                            "doctor.port.closed.text", address, String.valueOf(e.getMessage())),
                    UserMessage.of("doctor.port.closed.advice"));
        }
    }
}
