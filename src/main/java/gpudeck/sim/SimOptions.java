package gpudeck.sim;

import java.nio.file.Path;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// How a simulator behaves.
///
/// @param port of the API on loopback; 0 takes a free one
/// @param folder where the machines' private folders are made; made if missing
/// @param seed decides ids and how the capacity changes
/// @param capacityPeriod how often the capacity changes; zero for never
/// @param speed divides every time of `times`, the capacity period and the times of faults: 10 is
///   ten times as fast
public record SimOptions(
        int port,
        Path folder,
        long seed,
        Times times,
        Limits limits,
        Duration capacityPeriod,
        double speed) {

    public SimOptions {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed must be above 0, not " + speed);
        }
    }

    /// @param boot from the launch to `active`
    /// @param ssh from `active` to an SSH server that answers
    /// @param cloudInit from then until the machine has the host key of its user data; zero if it
    ///   has that from the first
    /// @param terminate from the terminate call to `terminated`
    /// @param listed how long a terminated instance stays in the list
    public record Times(
            Duration boot, Duration ssh, Duration cloudInit, Duration terminate, Duration listed) {

        /// With a cloud-init that takes no time.
        public Times(Duration boot, Duration ssh, Duration terminate, Duration listed) {
            this(boot, ssh, Duration.ZERO, terminate, listed);
        }

        public Times withCloudInit(Duration time) {
            return new Times(boot, ssh, time, terminate, listed);
        }

        Times dividedBy(double speed) {
            return new Times(
                    scaled(boot, speed),
                    scaled(ssh, speed),
                    scaled(cloudInit, speed),
                    scaled(terminate, speed),
                    scaled(listed, speed));
        }
    }

    /// Least times between two requests and between two launches; zero for no limit.
    public record Limits(Duration request, Duration launch) {

        public static final Limits NONE = new Limits(Duration.ZERO, Duration.ZERO);

        /// Those of the real API.
        public static final Limits REAL = new Limits(Duration.ofSeconds(1), Duration.ofSeconds(12));
    }

    /// For people who try the product: it moves as the real one does, only faster. Ids differ from
    /// start to start, so that a journal can tell the instances of two demos apart.
    public static SimOptions demo(Path folder) {
        var times =
                new Times(
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(20));
        long seed = RandomGenerator.getDefault().nextLong();
        return new SimOptions(0, folder, seed, times, Limits.NONE, Duration.ofMinutes(1), 1);
    }

    /// For tests: waits of milliseconds, no limits, capacity that stays.
    public static SimOptions quick(Path folder) {
        var times =
                new Times(
                        Duration.ofMillis(60),
                        Duration.ofMillis(10),
                        Duration.ofMillis(30),
                        Duration.ofMillis(500));
        return new SimOptions(0, folder, 1, times, Limits.NONE, Duration.ZERO, 1);
    }

    public SimOptions withPort(int newPort) {
        return new SimOptions(newPort, folder, seed, times, limits, capacityPeriod, speed);
    }

    public SimOptions withSeed(long newSeed) {
        return new SimOptions(port, folder, newSeed, times, limits, capacityPeriod, speed);
    }

    public SimOptions withTimes(Times newTimes) {
        return new SimOptions(port, folder, seed, newTimes, limits, capacityPeriod, speed);
    }

    public SimOptions withLimits(Limits newLimits) {
        return new SimOptions(port, folder, seed, times, newLimits, capacityPeriod, speed);
    }

    public SimOptions withCapacityPeriod(Duration period) {
        return new SimOptions(port, folder, seed, times, limits, period, speed);
    }

    public SimOptions withSpeed(double newSpeed) {
        return new SimOptions(port, folder, seed, times, limits, capacityPeriod, newSpeed);
    }

    static Duration scaled(Duration time, double speed) {
        return Duration.ofNanos(Math.round(time.toNanos() / speed));
    }
}
