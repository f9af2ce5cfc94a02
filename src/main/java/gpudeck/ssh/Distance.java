package gpudeck.ssh;

import java.time.Duration;

/// Tells links that are faster than compressing from those that are not. Zstd makes 300 MB/s and
/// more. A machine that answers within a few milliseconds is in the same room, or the same
/// computer, on a link that carries about as much; one in a data centre elsewhere does not.
public final class Distance {

    private static final Duration NEAR = Duration.ofMillis(5);

    private Distance() {}

    /// A single answer may take long because the computer is busy, so that two more are asked for.
    /// That takes one round trip: whoever wants to know waits for it.
    public static boolean isFar(SshConnection connection) throws Exception {
        if (isNear(connection.firstAnswer())) {
            return false;
        }
        var second = StreamThread.start(connection::roundTrip);
        var third = connection.roundTrip();
        return !isNear(StreamThread.await(second)) && !isNear(third);
    }

    public static boolean isNear(Duration roundTrip) {
        return roundTrip.compareTo(NEAR) <= 0;
    }
}
