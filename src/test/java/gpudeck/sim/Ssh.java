package gpudeck.sim;

import com.fasterxml.jackson.databind.JsonNode;
import gpudeck.testing.ClientKey;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.connection.channel.direct.Session;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import net.schmizz.sshj.transport.verification.PromiscuousVerifier;

/// Logs in to a simulated machine.
record Ssh(SSHClient client) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// @param signal the name of the signal that ended it; empty if none did
    record Result(int status, String signal, String out, String err) {}

    static int port(JsonNode instance) {
        for (var tag : instance.path("tags")) {
            if (tag.path("key").asText().equals("gpudeck-ssh-port")) {
                return tag.path("value").asInt();
            }
        }
        throw new AssertionError("no port in " + instance);
    }

    /// Tries until the machine lets us in.
    static Ssh connect(JsonNode instance, ClientKey key) throws IOException {
        var end = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                return once(port(instance), "ubuntu", key);
            } catch (SocketException | TransportException e) {
                if (Instant.now().isAfter(end)) {
                    throw e;
                }
                LockSupport.parkNanos(2_000_000);
            }
        }
    }

    static Ssh once(int port, String user, ClientKey key) throws IOException {
        var client = new SSHClient();
        try {
            client.addHostKeyVerifier(new PromiscuousVerifier());
            client.connect("127.0.0.1", port);
            client.authPublickey(user, client.loadKeys(key.privateKey().toString()));
            return new Ssh(client);
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }

    /// The host key that is shown there now, in OpenSSH's format.
    static String hostKey(int port) throws IOException {
        var seen = new SeenKey();
        try (var client = new SSHClient()) {
            client.addHostKeyVerifier(seen);
            client.connect("127.0.0.1", port);
        }
        return seen.line;
    }

    private static final class SeenKey implements HostKeyVerifier {
        private String line = "";

        @Override
        public boolean verify(String host, int port, PublicKey key) {
            var bytes = new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
            line = KeyType.fromKey(key) + " " + Base64.getEncoder().encodeToString(bytes);
            return true;
        }

        @Override
        public List<String> findExistingAlgorithms(String host, int port) {
            return List.of();
        }
    }

    Result run(String line) throws IOException {
        return run(line, "");
    }

    Result run(String line, String input) throws IOException {
        try (var session = client.startSession()) {
            return result(session.exec(line), input);
        }
    }

    /// Leaves a process behind, in a session of its own by the time this returns.
    void detach() throws IOException {
        run(
                "setsid sh -c ': >detached; exec sleep 100' >/dev/null 2>&1 </dev/null &"
                        + " until [ -e detached ]; do sleep 0.01; done");
    }

    private static Result result(Session.Command command, String input) throws IOException {
        try (var to = command.getOutputStream()) {
            to.write(input.getBytes(StandardCharsets.UTF_8));
            to.flush();
        }
        var out = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var err = new String(command.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        command.join(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        var status = command.getExitStatus();
        var signal = command.getExitSignal();
        return new Result(
                status == null ? -1 : status, signal == null ? "" : signal.toString(), out, err);
    }

    boolean isDead() {
        await(PATIENCE, () -> !client.isConnected());
        return true;
    }

    static void await(Duration patience, BooleanSupplier condition) {
        var end = Instant.now().plus(patience);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("it never happened");
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
