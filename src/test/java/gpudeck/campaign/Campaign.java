package gpudeck.campaign;

import gpudeck.testing.Until;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// Plays scenarios, several at once: most of each is waiting.
///
/// @param atOnce how many trials go on at the same time
/// @param changes to the product, for all of them
record Campaign(int atOnce, Change changes) {

    static Campaign ofTheProduct(int atOnce) {
        return new Campaign(atOnce, plan -> plan);
    }

    /// What is different from the product as it is.
    @FunctionalInterface
    interface Change {
        Plan applied(Plan plan) throws IOException;
    }

    Tally play(List<? extends Scenario> scenarios, int seeds) {
        var tally = new Tally();
        var room = new Semaphore(atOnce);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var scenario : scenarios) {
                for (int seed = 1; seed <= seeds; seed++) {
                    long mine = seed;
                    var _ = threads.submit(() -> playOnce(scenario, mine, tally, room));
                }
            }
        }
        return tally;
    }

    /// Nothing is left to do, so nobody should still be at it.
    private static void expectEnded(Trial trial) throws Exception {
        for (var program : trial.programs()) {
            program.await(Until.PATIENCE);
        }
        Until.met("the guardian is gone", () -> trial.guardians().running().isEmpty());
    }

    private Void playOnce(Scenario scenario, long seed, Tally tally, Semaphore room)
            throws InterruptedException {
        room.acquire();
        try (var trial = Trial.open(changes.applied(scenario.plan(seed)))) {
            var from = scenario.play(trial);
            var verdict =
                    new Oracle(trial).judge(from, scenario.limit(), scenario.mustBringResults());
            tally.add(scenario, verdict);
            if (verdict.isClean()) {
                expectEnded(trial);
            }
        } catch (Exception | AssertionError e) {
            tally.addBroken(scenario, seed, e);
        } finally {
            room.release();
        }
        return null;
    }
}
