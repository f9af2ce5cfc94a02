package gpudeck.ssh.sshj;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.ssh.ExitStatus;
import gpudeck.ssh.OutputSink;
import gpudeck.testing.Captured;
import gpudeck.testing.Connecting;
import gpudeck.testing.OpenSshServer;
import java.io.IOException;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Against a real OpenSSH server whose log tells of each channel.
class ChannelsTest {

    private static final String OPENED = "ctype session";

    @RegisterExtension private final OpenSshServer server = OpenSshServer.talkative();

    @Test
    void aCommandTakesTheChannelThatMeasuredTheWay() throws Exception {
        var out = new Captured();

        try (var connection = Connecting.to(server)) {
            assertThat(connection.roundTrip()).isPositive();

            assertThat(connection.run("echo here", out)).isEqualTo(new ExitStatus.Exited(0));
            assertThat(opened()).isEqualTo(1);

            assertThat(connection.run("echo there", out)).isEqualTo(new ExitStatus.Exited(0));
            assertThat(opened()).isEqualTo(2);
        }

        assertThat(out.text(OutputSink.Stream.OUT)).isEqualTo("here\nthere\n");
    }

    /// A machine allows ten at once.
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void measuringOftenLeavesRoomForCommandsAtTheSameTime() throws Exception {
        try (var connection = Connecting.to(server);
                var several = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                connection.roundTrip();
            }
            var together = new CyclicBarrier(8);
            Callable<String> echo =
                    () ->
                            connection.converse(
                                    "cat",
                                    cat -> {
                                        together.await();
                                        cat.stdin().write("heard".getBytes(UTF_8));
                                        cat.stdin().close();
                                        return new String(cat.stdout().readAllBytes(), UTF_8);
                                    });

            for (var each : several.invokeAll(Collections.nCopies(8, echo))) {
                assertThat(each.get()).isEqualTo("heard");
            }
        }
    }

    private long opened() throws IOException {
        return server.log().lines().filter(line -> line.contains(OPENED)).count();
    }
}
