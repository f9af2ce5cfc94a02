package gpudeck.engine.fleet;

import gpudeck.domain.cloud.InstanceId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Ends instances, each on a thread of its own, so that one that resists does not hold up another.
final class Terminator {

    private final Function<InstanceId, Termination> terminations;
    private final Workers workers;
    private final Map<InstanceId, Termination> underWay = new ConcurrentHashMap<>();

    Terminator(Function<InstanceId, Termination> terminations, Workers workers) {
        this.terminations = terminations;
        this.workers = workers;
    }

    /// Begins to end it, or has the next try come at once.
    void end(InstanceId id) {
        underWay.compute(
                id,
                (_, termination) -> {
                    if (termination == null) {
                        return start(id);
                    }
                    termination.askAgain();
                    return termination;
                });
    }

    /// Takes up an ending that was asked for earlier and that nobody works on.
    void takeUp(InstanceId id) {
        underWay.computeIfAbsent(id, this::start);
    }

    private Termination start(InstanceId id) {
        var termination = terminations.apply(id);
        workers.start(() -> {
            termination.run();
            underWay.remove(id);
        });
        return termination;
    }
}
