package gpudeck.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.testing.Connecting;
import gpudeck.testing.OpenSshServer;
import gpudeck.testing.SlowLink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How far a real OpenSSH server seems to be.
class DistanceTest {

    @RegisterExtension private final OpenSshServer server = new OpenSshServer();

    @Test
    void aMachineBehindALongLinkIsFar() throws Exception {
        try (var link = new SlowLink(server.port());
                var connection = Connecting.through(link.port(), server)) {
            assertThat(Distance.isFar(connection)).isTrue();
            assertThat(Distance.isNear(connection.firstAnswer())).isFalse();
        }
    }
}
