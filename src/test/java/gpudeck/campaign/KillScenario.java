package gpudeck.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/// Kills processes at a point, and lets go of what held them there.
///
/// @param rescue what comes to help
record KillScenario(Point point, Strike strike, Rescue rescue) implements Scenario {

    /// What ends the instances after a strike.
    enum Rescue {

        /// The user starts the program again and has it end what is theirs.
        RESTART,

        /// The guardian, or what it guards: nobody does anything.
        NONE
    }

    private static final int LONGEST_HESITATION_MILLIS = 60;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final List<String> RECONCILE = List.of("reconcile", "--terminate-mine");

    @Override
    public String name() {
        return point + ", kill " + strike + (rescue == Rescue.RESTART ? ", restart" : "");
    }

    @Override
    public Plan plan(long seed) {
        return point.plan(seed);
    }

    @Override
    public Instant play(Trial trial) throws Exception {
        Strangers.arrive(trial);
        var trap = point.set(trial);
        trial.startJob();
        trap.await();
        hesitate(trial);
        Strangers.imitate(trial);
        strike.on(trial);
        var struck = Instant.now();
        trap.release();
        if (rescue == Rescue.RESTART) {
            trial.start(RECONCILE).finish();
        } else if (strike == Strike.GUARDIAN) {
            // The program goes on, and ends its instance when its job is done.
            trial.programs().getFirst().finish();
            return trial.terminateAsked();
        }
        return struck;
    }

    /// By the seed, so that not every strike hits the same instruction.
    private static void hesitate(Trial trial) throws InterruptedException {
        Thread.sleep(new Random(trial.plan().seed()).nextInt(LONGEST_HESITATION_MILLIS));
    }

    @Override
    public Duration limit() {
        return rescue == Rescue.NONE && strike == Strike.PROGRAM ? LIMIT.plus(Trial.GRACE) : LIMIT;
    }

    /// Without its guardian the program does its work all the same.
    @Override
    public boolean mustBringResults() {
        return strike == Strike.GUARDIAN;
    }
}
