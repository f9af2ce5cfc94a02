package gpudeck.sim.account;

import java.util.HexFormat;
import java.util.Random;

/// Ids of 32 lower-case hex digits. The same seed gives the same ids.
public final class Ids {

    private final Random random;

    public Ids(long seed) {
        random = new Random(seed);
    }

    public synchronized String next() {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
