package gpudeck.testing;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.ssh.HostKeyTrust;
import gpudeck.ssh.Identity;
import gpudeck.ssh.SshConnection;
import gpudeck.ssh.SshTarget;
import gpudeck.ssh.sshj.SshjClient;
import java.time.Duration;
import java.util.Optional;

/// Connects the tests with the private sshd.
public final class Connecting {

    public static final Duration SOON = Duration.ofSeconds(30);
    public static final HostKeyTrust ANY = (_, _) -> Optional.empty();

    private Connecting() {}

    public static SshConnection to(OpenSshServer server) throws Exception {
        return to(server, ANY);
    }

    public static SshConnection to(OpenSshServer server, HostKeyTrust trust) throws Exception {
        return to(server, identity(server.key()), trust, server.port());
    }

    /// @param port of a link to the server
    public static SshConnection through(int port, OpenSshServer server) throws Exception {
        return to(server, identity(server.key()), ANY, port);
    }

    public static SshConnection to(
            OpenSshServer server, Identity identity, HostKeyTrust trust, int port)
            throws Exception {
        return new SshjClient()
                .connect(new SshTarget("127.0.0.1", port, server.user(), identity), trust, SOON);
    }

    public static Identity identity(ClientKey key) {
        return new Identity.KeyFile(key.privateKey(), key.publicKey(), Optional.empty());
    }

    public static SshError errorOf(Throwable failure) {
        assertThat(failure).isInstanceOf(SshException.class);
        return ((SshException) failure).error();
    }
}
