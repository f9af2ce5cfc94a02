package gpudeck.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.testing.ClientKey;
import gpudeck.testing.OpenSshServer;
import java.time.Duration;
import java.util.Optional;

/// Connects the tests with the private sshd.
final class Connecting {

    static final Duration SOON = Duration.ofSeconds(30);
    static final HostKeyTrust ANY = (_, _, _) -> new HostKeyTrust.Verdict.Accepted();

    private Connecting() {}

    static SshConnection to(OpenSshServer server) throws Exception {
        return to(server, ANY);
    }

    static SshConnection to(OpenSshServer server, HostKeyTrust trust) throws Exception {
        return to(server, identity(server.key()), trust, server.port());
    }

    static SshConnection to(OpenSshServer server, Identity identity, HostKeyTrust trust, int port)
            throws Exception {
        return new SshjClient()
                .connect(new SshTarget("127.0.0.1", port, server.user(), identity), trust, SOON);
    }

    static Identity identity(ClientKey key) {
        return new Identity.KeyFile(key.privateKey(), key.publicKey(), Optional.empty());
    }

    static SshError errorOf(Throwable failure) {
        assertThat(failure).isInstanceOf(SshException.class);
        return ((SshException) failure).error();
    }
}
