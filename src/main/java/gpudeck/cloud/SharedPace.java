package gpudeck.cloud;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The turns of all programs that use one API key, in a small file: when the next request and the
/// next launch may go, as milliseconds since 1970. The limits count over all callers of a key.
public final class SharedPace {

    private static final Logger LOG = LoggerFactory.getLogger(SharedPace.class);

    /// A turn further away than this was written by a clock that was wrong.
    private static final Duration FURTHEST = Duration.ofSeconds(20);

    /// A program that was stopped while it held the file must not stop the others.
    private static final int TRIES = 100;

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(2);

    private final FileChannel channel;
    private final Clock clock;

    private SharedPace(FileChannel channel, Clock clock) {
        this.channel = channel;
        this.clock = clock;
    }

    /// @param file made if missing
    public static SharedPace open(Path file) throws IOException {
        return open(file, Clock.systemUTC());
    }

    static SharedPace open(Path file, Clock clock) throws IOException {
        return new SharedPace(
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE),
                clock);
    }

    private record Turns(long request, long launch) {}

    /// Takes the turn if it has come.
    ///
    /// @return how long to wait before asking again; zero if the turn was taken
    Duration tryTake(boolean launch, Duration requestGap, Duration launchGap) {
        return locked(() -> {
            long now = clock.millis();
            var turns = read(now);
            long open = launch ? Math.max(turns.request, turns.launch) : turns.request;
            if (open > now) {
                return Duration.ofMillis(open - now);
            }
            write(
                    new Turns(
                            now + requestGap.toMillis(),
                            launch ? now + launchGap.toMillis() : turns.launch));
            return Duration.ZERO;
        });
    }

    /// No turn of anybody comes before `pause` is over.
    void slowDown(Duration pause) {
        locked(() -> {
            long now = clock.millis();
            var turns = read(now);
            write(new Turns(Math.max(turns.request, now + pause.toMillis()), turns.launch));
            return Duration.ZERO;
        });
    }

    private interface Work {
        Duration run() throws IOException;
    }

    /// Rather a refusal for too many requests than none at all: without the file each goes its own
    /// way.
    private synchronized Duration locked(Work work) {
        try (var lock = lock()) {
            return lock == null ? Duration.ZERO : work.run();
        } catch (IOException e) {
            LOG.warn("The pace cannot be shared with other programs", e);
            return Duration.ZERO;
        }
    }

    private @Nullable FileLock lock() throws IOException {
        for (int tried = 0; tried < TRIES; tried++) {
            try {
                var lock = channel.tryLock();
                if (lock != null) {
                    return lock;
                }
            } catch (OverlappingFileLockException inThisProcess) {
                LOG.trace("taken in this process", inThisProcess);
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
        LOG.warn("Another program holds on to the pace; going on without");
        return null;
    }

    private Turns read(long now) throws IOException {
        var bytes = ByteBuffer.allocate(2 * Long.BYTES);
        if (channel.read(bytes, 0) < bytes.capacity()) {
            return new Turns(0, 0);
        }
        bytes.flip();
        return new Turns(plausible(bytes.getLong(), now), plausible(bytes.getLong(), now));
    }

    private static long plausible(long turn, long now) {
        return turn > now + FURTHEST.toMillis() ? 0 : turn;
    }

    private void write(Turns turns) throws IOException {
        var bytes = ByteBuffer.allocate(2 * Long.BYTES);
        bytes.putLong(turns.request).putLong(turns.launch).flip();
        channel.write(bytes, 0);
    }
}
