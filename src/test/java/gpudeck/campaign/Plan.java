package gpudeck.campaign;

import gpudeck.sim.SimOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// Under which conditions a trial takes place.
///
/// @param seed of the simulator's ids and of how long a strike hesitates
/// @param patch what is changed in the product; no part of it in a normal trial
/// @param boot in real time
/// @param speed how much faster time goes, for the product and the simulator alike
record Plan(long seed, Job job, Patch patch, int speed, Duration boot) {

    private static final SimOptions.Times TIMES =
            new SimOptions.Times(
                    Duration.ofMillis(300),
                    Duration.ofMillis(50),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(20));

    static Plan of(long seed) {
        return new Plan(seed, Job.plain(), Patch.none(), 1, TIMES.boot());
    }

    Plan with(Job newJob) {
        return new Plan(seed, newJob, patch, speed, boot);
    }

    Plan with(Patch newPatch) {
        return new Plan(seed, job, newPatch, speed, boot);
    }

    Plan atSpeed(int newSpeed) {
        return new Plan(seed, job, patch, newSpeed, boot);
    }

    Plan withBoot(Duration newBoot) {
        return new Plan(seed, job, patch, speed, newBoot);
    }

    /// The waits of an instance's life are short at any speed: only faults last long.
    SimOptions simulated(Path folder) {
        var times =
                new SimOptions.Times(
                        boot.multipliedBy(speed),
                        TIMES.ssh().multipliedBy(speed),
                        TIMES.terminate().multipliedBy(speed),
                        TIMES.listed().multipliedBy(speed));
        return SimOptions.quick(folder).withSeed(seed).withTimes(times).withSpeed(speed);
    }

    /// @param clock the file that the product's clock is turned by
    String classPath(Path folder, TimePatch clock) throws IOException {
        return speed == 1 ? patch.classPath(folder) : clock.addedTo(patch).classPath(folder);
    }
}
