package gpudeck.testing;

import gpudeck.domain.CloudError;
import gpudeck.domain.CloudException;
import gpudeck.testing.FakeCloud.Call;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// What becomes of the calls that arrive at a [FakeCloud]: which fail, which are held.
final class FakeTroubles {

    private final Map<Call, Queue<CloudError>> failures = new EnumMap<>(Call.class);
    private final Map<Call, CloudError> outages = new EnumMap<>(Call.class);
    private final Map<Call, Gate> gates = new EnumMap<>(Call.class);
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    synchronized void failNext(Call call, CloudError... errors) {
        failures.computeIfAbsent(call, _ -> new ArrayDeque<>()).addAll(List.of(errors));
    }

    synchronized void fail(Call call, CloudError error) {
        outages.put(call, error);
    }

    synchronized void mend(Call call) {
        outages.remove(call);
    }

    synchronized Gate holdNext(Call call) {
        var gate = new Gate();
        gates.put(call, gate);
        return gate;
    }

    long count(Call call) {
        return calls.stream().filter(call::equals).count();
    }

    /// A call arrives. Returns once it may be answered.
    void enter(Call call) throws CloudException, InterruptedException {
        calls.add(call);
        var error = nextError(call);
        passGate(call);
        if (error != null) {
            throw new CloudException(error);
        }
    }

    void passGate(Call call) throws InterruptedException {
        Gate gate;
        synchronized (this) {
            gate = gates.remove(call);
        }
        if (gate != null) {
            gate.pass();
        }
    }

    private synchronized @Nullable CloudError nextError(Call call) {
        var queued = failures.getOrDefault(call, new ArrayDeque<>()).poll();
        return queued == null ? outages.get(call) : queued;
    }
}
