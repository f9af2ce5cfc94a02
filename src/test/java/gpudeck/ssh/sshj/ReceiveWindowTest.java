package gpudeck.ssh.sshj;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.ssh.ExitStatus;
import gpudeck.ssh.SshConnection;
import gpudeck.testing.Captured;
import gpudeck.testing.Connecting;
import gpudeck.testing.OpenSshServer;
import gpudeck.testing.SlowLink;
import gpudeck.testing.Until;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// How much a machine may send that nobody reads.
class ReceiveWindowTest {

    @RegisterExtension private final OpenSshServer server = new OpenSshServer();
    @TempDir private Path folder;

    /// A busy computer may take a near machine for a far one, which does no harm.
    @Test
    void isSmallForANearMachine() throws Exception {
        Until.met(
                "the machine waits for its reader",
                () -> {
                    try (var connection = Connecting.to(server)) {
                        return !isTakenUnread(connection, 8_000_000);
                    }
                });
    }

    @Test
    void isLargeForAFarOne() throws Exception {
        try (var link = new SlowLink(server.port());
                var connection = Connecting.through(link.port(), server)) {
            assertThat(isTakenUnread(connection, 8_000_000)).isTrue();
        }
    }

    /// Whether that much comes within two seconds while none of it is read.
    private boolean isTakenUnread(SshConnection connection, int bytes) throws Exception {
        var sent = folder.resolve("sent");
        var sending = "rm -f %s; head -c %d /dev/zero; touch %1$s".formatted(sent, bytes);
        var looking =
                "for i in $(seq 40); do [ ! -e %s ] || exit 0; sleep 0.05; done; exit 1"
                        .formatted(sent);
        return connection.converse(
                sending,
                running -> {
                    assertThat(running.stdout().read()).isZero();
                    return connection.run(looking, new Captured()).equals(new ExitStatus.Exited(0));
                });
    }
}
