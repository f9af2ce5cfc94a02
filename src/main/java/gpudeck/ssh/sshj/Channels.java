package gpudeck.ssh.sshj;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.SSHException;

/// The channels of one connection. To open one takes a round trip; those that were opened to find
/// out how long that is wait for the next commands, which begin a round trip sooner.
final class Channels {

    /// A machine allows ten channels at once, as a rule: most must be free for who needs them.
    private static final int SPARES = 2;

    private final SSHClient client;
    private final Queue<CommandChannel> spares = new ArrayBlockingQueue<>(SPARES);

    Channels(SSHClient client) {
        this.client = client;
    }

    /// One on which nothing runs yet.
    CommandChannel take() throws SSHException {
        for (var spare = spares.poll(); spare != null; spare = spares.poll()) {
            if (spare.isOpen()) { // the machine may close what is not used
                return spare;
            }
        }
        return CommandChannel.open(client);
    }

    /// How long the machine takes to answer.
    Duration roundTrip() throws SSHException {
        long began = System.nanoTime();
        var channel = CommandChannel.open(client);
        var took = Duration.ofNanos(System.nanoTime() - began);
        if (!spares.offer(channel)) {
            Thread.ofVirtual().name("ssh-ping").start(() -> SshjConnection.closeQuietly(channel));
        }
        return took;
    }
}
