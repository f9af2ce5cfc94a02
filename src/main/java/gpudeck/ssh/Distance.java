package gpudeck.ssh;

import gpudeck.domain.SshException;
import java.time.Duration;

/// Tells links that are faster than compressing from those that are not. Zstd makes 300 MB/s and
/// more. A machine that answers within a few milliseconds is in the same room, or the same
/// computer, on a link that carries about as much; one in a data centre elsewhere does not.
public final class Distance {

    private static final Duration NEAR = Duration.ofMillis(5);

    private static final int ATTEMPTS = 3;

    private Distance() {}

    /// A single answer may take long because the computer is busy.
    public static boolean isFar(SshConnection connection)
            throws SshException, InterruptedException {
        for (int i = 0; i < ATTEMPTS; i++) {
            if (isNear(connection.roundTrip())) {
                return false;
            }
        }
        return true;
    }

    public static boolean isNear(Duration roundTrip) {
        return roundTrip.compareTo(NEAR) <= 0;
    }
}
