package gpudeck.viewmodel.job;

import gpudeck.domain.Cents;
import gpudeck.domain.Step;
import gpudeck.domain.job.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What a part of a job cost. The shares of a job add up to its cost.
public record CostShare(Part part, Cents cost) {

    /// Steps whose cost is shown as one.
    public enum Part {
        /// A machine that was given back for another one.
        DISCARDED,
        BOOT_AND_UPLOAD,
        SET_UP,
        SCRIPTS,
        RESULTS;

        static Part of(Step step) {
            return switch (step) {
                case PREPARE, LAUNCH, BOOT, CONNECT, CHECK_GPU, UPLOAD -> BOOT_AND_UPLOAD;
                case SET_UP -> SET_UP;
                case SCRIPTS -> SCRIPTS;
                case DOWNLOAD, TERMINATE -> RESULTS;
            };
        }
    }

    /// The parts that cost something so far: the cost shared out by time, in whole cents. Billed
    /// time that no other part accounts for belongs to the first one.
    static List<CostShare> of(RunState run, Instant now) {
        var discarded = run.costOfDiscarded();
        var total = new Cents(run.costSoFar(now).value() - discarded.value());
        if (discarded.equals(Cents.ZERO)) {
            return shared(total, run, now);
        }
        var shares = new ArrayList<CostShare>();
        shares.add(new CostShare(Part.DISCARDED, discarded));
        shares.addAll(shared(total, run, now));
        return List.copyOf(shares);
    }

    private static List<CostShare> shared(Cents total, RunState run, Instant now) {
        if (total.equals(Cents.ZERO)) {
            return List.of();
        }
        var times = times(run, now);
        double perMilli = total.value() / (double) Math.max(1, sum(times.values()));
        var exact =
                times.entrySet().stream()
                        .map(time -> new Exact(time.getKey(), time.getValue() * perMilli))
                        .sorted(Comparator.comparingDouble(Exact::fraction).reversed())
                        .toList();
        long left = total.value() - exact.stream().mapToLong(Exact::wholeCents).sum();
        return IntStream.range(0, exact.size())
                .mapToObj(i -> exact.get(i).rounded(i < left))
                .filter(share -> share.cost().value() > 0)
                .sorted(Comparator.comparing(CostShare::part))
                .toList();
    }

    private record Exact(Part part, double cents) {

        long wholeCents() {
            return (long) cents;
        }

        double fraction() {
            return cents - wholeCents();
        }

        CostShare rounded(boolean up) {
            return new CostShare(part, new Cents(wholeCents() + (up ? 1 : 0)));
        }
    }

    /// Billed milliseconds of each part.
    private static Map<Part, Long> times(RunState run, Instant now) {
        var times = new EnumMap<Part, Long>(Part.class);
        for (var part : Part.values()) {
            times.put(part, time(part, run, now).toMillis());
        }
        times.put(Part.BOOT_AND_UPLOAD, 0L);
        long others = sum(times.values());
        long billed =
                run.launchedAt()
                        .map(from -> Duration.between(from, run.endedAt().orElse(now)).toMillis())
                        .orElse(0L);
        times.put(Part.BOOT_AND_UPLOAD, Math.max(0, billed - others));
        return times;
    }

    private static long sum(Collection<Long> values) {
        return values.stream().mapToLong(Long::longValue).sum();
    }

    private static Duration time(Part part, RunState run, Instant now) {
        return Arrays.stream(Step.values())
                .filter(step -> Part.of(step) == part)
                .flatMap(step -> StepRow.took(run.step(step), now).stream())
                .reduce(Duration.ZERO, Duration::plus);
    }
}
