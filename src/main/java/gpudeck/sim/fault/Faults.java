package gpudeck.sim.fault;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The faults that are still to come. Any thread.
public final class Faults {

    private final List<Planned> planned = new ArrayList<>();
    private final Deque<List<LaunchFault>> launches = new ArrayDeque<>();
    private final UnaryOperator<Duration> scale;

    /// @param scale makes the simulator's time of the times of faults
    public Faults(UnaryOperator<Duration> scale) {
        this.scale = scale;
    }

    /// The next request that matches fails so.
    ///
    /// @param method `*` for any
    /// @param path below `/api/v1`; `*` stands for one part, as in `/instances/*`, and `**` for all
    public void next(String method, String path, Fault fault) {
        next(method, path, fault, 1);
    }

    /// The next `times` requests that match fail so. What is planned first comes first.
    public void next(String method, String path, Fault fault, int times) {
        plan(new Planned(method, pattern(path), scaled(fault), times, null));
    }

    /// Every request that matches fails so for this long from now on.
    public void during(String method, String path, Fault fault, Duration time) {
        long end = System.nanoTime() + scale.apply(time).toNanos();
        plan(new Planned(method, pattern(path), scaled(fault), Integer.MAX_VALUE, end));
    }

    /// Every request that matches fails so, until [#clear].
    public void always(String method, String path, Fault fault) {
        next(method, path, fault, Integer.MAX_VALUE);
    }

    /// The next instance that is launched has these faults; the call after it is for the next but
    /// one.
    public synchronized void nextLaunch(LaunchFault... faults) {
        launches.add(Stream.of(faults).map(this::scaled).toList());
    }

    public synchronized void clear() {
        planned.clear();
        launches.clear();
    }

    /// Takes the fault for a request, if one is planned.
    public synchronized Optional<Fault> take(String method, String path) {
        for (Iterator<Planned> all = planned.iterator(); all.hasNext(); ) {
            var candidate = all.next();
            if (candidate.isOver()) {
                all.remove();
            } else if (candidate.matches(method, path)) {
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

    private synchronized void plan(Planned fault) {
        planned.add(fault);
    }

    private Fault scaled(Fault fault) {
        return switch (fault) {
            case Fault.Delay(var time) -> new Fault.Delay(scale.apply(time));
            case Fault.Late(var time) -> new Fault.Late(scale.apply(time));
            case Fault.LostReply _,
                    Fault.LostRequest _,
                    Fault.TruncatedReply _,
                    Fault.Hold _,
                    Fault.EmptyList _,
                    Fault.PartialList _,
                    Fault.ListWithout _,
                    Fault.WrongAnswer _,
                    Fault.Answer _ ->
                    fault;
        };
    }

    private LaunchFault scaled(LaunchFault fault) {
        return switch (fault) {
            case LaunchFault.SshLate(var by) -> new LaunchFault.SshLate(scale.apply(by));
            case LaunchFault.StaysActive(var time) ->
                    new LaunchFault.StaysActive(scale.apply(time));
            case LaunchFault.InvisibleFor(var time) ->
                    new LaunchFault.InvisibleFor(scale.apply(time));
            case LaunchFault.Unhealthy _,
                    LaunchFault.NeverActive _,
                    LaunchFault.SshNever _,
                    LaunchFault.IgnoresUserData _,
                    LaunchFault.NotTerminableWhileBooting _,
                    LaunchFault.KeepsSayingActive _,
                    LaunchFault.Defect _,
                    LaunchFault.UnknownStatus _ ->
                    fault;
        };
    }

    private static Pattern pattern(String path) {
        var any = path.equals("**") ? ".*" : Pattern.quote(path).replace("*", "\\E[^/]+\\Q");
        return Pattern.compile(any);
    }

    private static final class Planned {
        private final String method;
        private final Pattern path;
        private final Fault fault;
        private final @Nullable Long end;
        private int timesLeft;

        /// @param end as `System.nanoTime` has it; null for none
        Planned(String method, Pattern path, Fault fault, int times, @Nullable Long end) {
            this.method = method;
            this.path = path;
            this.fault = fault;
            this.timesLeft = times;
            this.end = end;
        }

        boolean isOver() {
            return end != null && System.nanoTime() - end >= 0;
        }

        boolean matches(String requestMethod, String requestPath) {
            return (method.equals("*") || method.equals(requestMethod))
                    && path.matcher(requestPath).matches();
        }
    }
}
