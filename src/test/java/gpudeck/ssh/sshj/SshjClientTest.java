package gpudeck.ssh.sshj;

import static gpudeck.testing.Connecting.ANY;
import static gpudeck.testing.Connecting.SOON;
import static gpudeck.testing.Connecting.errorOf;
import static gpudeck.testing.Connecting.identity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import gpudeck.domain.SshError;
import gpudeck.ssh.Identity;
import gpudeck.ssh.SshTarget;
import gpudeck.ssh.keys.KeysOnDisk;
import gpudeck.ssh.keys.SshAgent;
import gpudeck.testing.Captured;
import gpudeck.testing.ClientKey;
import gpudeck.testing.Connecting;
import gpudeck.testing.OpenSshServer;
import gpudeck.testing.RunningAgent;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Connecting to a real OpenSSH server, and to what is none.
class SshjClientTest {

    @RegisterExtension private final OpenSshServer server = new OpenSshServer();
    @TempDir private Path folder;

    @Test
    void refusesAHostThatShowsAnotherKey() throws Exception {
        var pinned = new String[1];
        try (var connection =
                Connecting.to(
                        server,
                        (_, key) -> {
                            pinned[0] = key.fingerprint();
                            return Optional.empty();
                        })) {
            assertThat(connection.hostKeyFingerprint()).startsWith("SHA256:").isEqualTo(pinned[0]);
        }
        server.changeHostKey();

        var failure =
                catchThrowable(() ->
                        Connecting.to(
                                server,
                                (host, key) ->
                                        Optional.of(
                                                new SshError.HostKeyChanged(
                                                        host, pinned[0], key.fingerprint()))));

        assertThat(errorOf(failure))
                .isInstanceOfSatisfying(
                        SshError.HostKeyChanged.class,
                        e -> {
                            assertThat(e.expectedFingerprint()).isEqualTo(pinned[0]);
                            assertThat(e.shownFingerprint()).isNotEqualTo(pinned[0]);
                        });
        assertThat(Files.readString(server.folder().resolve("sshd.log")))
                .doesNotContain("authenticating user " + server.user() + " 127.0.0.1 port 0");
    }

    @Test
    void saysThatTheKeyIsNotTaken() {
        var stranger = ClientKey.in(folder);

        var failure =
                catchThrowable(() -> Connecting.to(server, identity(stranger), ANY, server.port()));

        assertThat(errorOf(failure)).isInstanceOf(SshError.AuthRefused.class);
    }

    @Test
    void saysThatNobodyListens() {
        server.stop();

        var failure = catchThrowable(() -> Connecting.to(server));

        assertThat(errorOf(failure)).isInstanceOf(SshError.Unreachable.class);
    }

    @Test
    void stopsConnectingWhenInterrupted() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var outcome = new CompletableFuture<Throwable>();
            var caller =
                    Thread.ofPlatform()
                            .start(() ->
                                    outcome.complete(
                                            catchThrowable(() ->
                                                    Connecting.to(
                                                            server,
                                                            identity(server.key()),
                                                            ANY,
                                                            silent.getLocalPort()))));
            try (var accepted = silent.accept()) {
                assertThat(accepted.isConnected()).isTrue();
                caller.interrupt();

                assertThat(outcome.get(SOON.toSeconds(), TimeUnit.SECONDS))
                        .isInstanceOf(InterruptedException.class);
            }
        }
    }

    @Test
    void givesUpOnAHostThatNeverAnswers() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var target =
                    new SshTarget(
                            "127.0.0.1",
                            silent.getLocalPort(),
                            server.user(),
                            identity(server.key()));

            var failure =
                    catchThrowable(
                            () -> new SshjClient().connect(target, ANY, Duration.ofMillis(300)));

            assertThat(errorOf(failure))
                    .isInstanceOfAny(SshError.TimedOut.class, SshError.Unreachable.class);
        }
    }

    @Test
    void usesTheAgent() throws Exception {
        try (var agent = RunningAgent.at(folder.resolve("agent"))) {
            agent.add(server.key().privateKey());
            var keys =
                    new KeysOnDisk(
                            folder.resolve("none"),
                            Optional.empty(),
                            SshAgent.at(Optional.of(agent.socket().toString())));

            var identity = keys.matching(server.key().publicKey()).orElseThrow();

            assertThat(identity).isInstanceOf(Identity.AgentKey.class);
            try (var connection = Connecting.to(server, identity, ANY, server.port())) {
                assertThat(connection.run("true", new Captured()).isSuccess()).isTrue();
            }
        }
    }
}
