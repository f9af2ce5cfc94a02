package gpudeck.campaign;

import gpudeck.sim.fault.Fault;
import gpudeck.sim.fault.Fault.Moment;
import gpudeck.sim.fault.Gate;
import gpudeck.testing.Until;
import java.nio.file.Files;
import java.util.concurrent.Callable;

/// The traps, by what stops the product in them.
final class Traps {

    static final String LAUNCH = "/instance-operations/launch";
    static final String TERMINATE = "/instance-operations/terminate";
    static final String INSTANCES = "/instances";

    private Traps() {}

    /// The next such request is held.
    static Trap request(Trial trial, String method, String path, Moment moment) {
        var gate = new Gate();
        trial.simulator().faults().next(method, path, new Fault.Hold(moment, gate));
        return new GateTrap(gate, () -> {});
    }

    /// Once something is true, the next list is held with its rows already written.
    static Trap list(Trial trial, String what, Callable<Boolean> first) {
        var gate = new Gate();
        return new GateTrap(
                gate,
                () -> {
                    Until.met(what, first);
                    trial.simulator()
                            .faults()
                            .next("GET", INSTANCES, new Fault.Hold(Moment.AFTER, gate));
                });
    }

    /// The list is held once the only instance has this status.
    static Trap status(Trial trial, String status) {
        return list(
                trial,
                "an instance is " + status,
                () -> trial.ours().stream().anyMatch(bill -> bill.status().equals(status)));
    }

    /// The journal cannot be written any more once this request was carried out; only then is it
    /// answered.
    static Trap journalLocked(Trial trial, String method, String path) {
        return new LockTrap(trial, request(trial, method, path, Moment.AFTER));
    }

    /// A program of the machine stops. It is put there before the product hears of the machine.
    static Trap onMachine(Trial trial, StandIn standIn) {
        return new MachineTrap(
                trial,
                request(trial, "POST", LAUNCH, Moment.AFTER),
                standIn,
                () -> standIn.isReached(trial.machine()));
    }

    /// The job's script has written its results, and waits.
    static Trap script(Trial trial) {
        return condition(
                "the script waits",
                () ->
                        !trial.ours().isEmpty()
                                && Files.exists(trial.machine().home().resolve(Job.MARK)),
                () -> {
                    var home = trial.machine().home();
                    if (Files.isDirectory(home)) {
                        Files.writeString(home.resolve("go"), "");
                    }
                });
    }

    /// All results are here, and the manifest that says so is written. The journal, which nobody
    /// can write any more, holds it there.
    static Trap verified(Trial trial) {
        var fetched = onMachine(trial, new StandIn("tar", " -c ", StandIn.Place.AFTER, 0));
        return new LockTrap(trial, fetched) {
            @Override
            public void await() throws Exception {
                super.await();
                Until.met(
                        "the manifest of the results is written",
                        () ->
                                trial.runs().stream()
                                        .anyMatch(
                                                run -> Files.exists(run.resolve("manifest.json"))));
            }
        };
    }

    /// Nothing holds it there: it is struck in passing.
    static Trap passing(String what, Callable<Boolean> condition) {
        return condition(what, condition, () -> {});
    }

    private static Trap condition(String what, Callable<Boolean> condition, Step release) {
        return new Trap() {
            @Override
            public void await() throws Exception {
                Until.met(what, condition);
            }

            @Override
            public void release() throws Exception {
                release.run();
            }
        };
    }

    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }

    private record GateTrap(Gate gate, Step first) implements Trap {
        @Override
        public void await() throws Exception {
            first.run();
            if (!gate.awaitReached(Until.PATIENCE)) {
                throw new AssertionError("the request that is to be held never came");
            }
        }

        /// What was sent is carried out, also when its sender is dead by then.
        @Override
        public void release() throws Exception {
            gate.release();
            if (gate.isReached() && !gate.awaitFinished(Until.PATIENCE)) {
                throw new AssertionError("the request that was held never ended");
            }
        }
    }

    private static class LockTrap implements Trap {

        private final Trial trial;
        private final Trap request;
        private JournalFile.WriteLock lock = () -> {};

        LockTrap(Trial trial, Trap request) {
            this.trial = trial;
            this.request = request;
        }

        @Override
        public void await() throws Exception {
            request.await();
            lock = trial.journal().lock();
            request.release();
        }

        @Override
        public void release() throws Exception {
            request.release();
            lock.close();
        }
    }

    private record MachineTrap(Trial trial, Trap launch, StandIn standIn, Callable<Boolean> reached)
            implements Trap {
        @Override
        public void await() throws Exception {
            launch.await();
            standIn.install(trial.machine());
            launch.release();
            Until.met(standIn.program() + " runs on the machine", reached);
        }

        @Override
        public void release() throws Exception {
            launch.release();
            standIn.release(trial.machine());
        }
    }
}
