package gpudeck.sim.fault;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The faults that are still to come. Any thread.
public final class Faults {

    private final List<Planned> planned = new ArrayList<>();
    private final Deque<List<LaunchFault>> launches = new ArrayDeque<>();

    /// The next request that matches fails so.
    ///
    /// @param path below `/api/v1`; `*` stands for one part, as in `/instances/*`
    public void next(String method, String path, Fault fault) {
        next(method, path, fault, 1);
    }

    /// The next `times` requests that match fail so. What is planned first comes first.
    public synchronized void next(String method, String path, Fault fault, int times) {
        planned.add(new Planned(method, pattern(path), fault, times));
    }

    /// Every request that matches fails so, until [#clear].
    public void always(String method, String path, Fault fault) {
        next(method, path, fault, Integer.MAX_VALUE);
    }

    /// The next instance that is launched has these faults; the call after it is for the next but
    /// one.
    public synchronized void nextLaunch(LaunchFault... faults) {
        launches.add(List.of(faults));
    }

    public synchronized void clear() {
        planned.clear();
        launches.clear();
    }

    /// Takes the fault for a request, if one is planned.
    public synchronized Optional<Fault> take(String method, String path) {
        for (Iterator<Planned> all = planned.iterator(); all.hasNext(); ) {
            var candidate = all.next();
            if (candidate.matches(method, path)) {
                candidate.timesLeft--;
                if (candidate.timesLeft == 0) {
                    all.remove();
                }
                return Optional.of(candidate.fault);
            }
        }
        return Optional.empty();
    }

    /// Takes the faults of the instance that is being launched.
    public synchronized List<LaunchFault> takeLaunch() {
        var next = launches.poll();
        return next == null ? List.of() : next;
    }

    private static Pattern pattern(String path) {
        return Pattern.compile(Pattern.quote(path).replace("*", "\\E[^/]+\\Q"));
    }

    private static final class Planned {
        private final String method;
        private final Pattern path;
        private final Fault fault;
        private int timesLeft;

        Planned(String method, Pattern path, Fault fault, int times) {
            this.method = method;
            this.path = path;
            this.fault = fault;
            this.timesLeft = times;
        }

        boolean matches(String requestMethod, String requestPath) {
            return method.equals(requestMethod) && path.matcher(requestPath).matches();
        }
    }
}
