package gpudeck.viewmodel.job;

import gpudeck.domain.Cents;
import gpudeck.domain.Step;
import gpudeck.domain.job.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a part of a job cost. The shares of a job add up to its cost.
public record CostShare(Part part, Cents cost) {

    /// Steps whose cost is shown as one.
    public enum Part {
        BOOT_AND_UPLOAD,
        SET_UP,
        SCRIPTS,
        RESULTS;

        static Part of(Step step) {
            return switch (step) {
                case PREPARE, LAUNCH, BOOT, CONNECT, UPLOAD -> BOOT_AND_UPLOAD;
                case SET_UP -> SET_UP;
                case SCRIPTS -> SCRIPTS;
                case DOWNLOAD, TERMINATE -> RESULTS;
            };
        }
    }

    /// The parts that cost something so far. What no step accounts for, such as the time between
    /// two steps, belongs to the first part.
    static List<CostShare> of(RunState run, Instant now) {
        var total = run.costSoFar(now);
        if (total.equals(Cents.ZERO) || run.type().isEmpty()) {
            return List.of();
        }
        var price = run.type().orElseThrow().pricePerHour();
        var shares = new ArrayList<CostShare>();
        long left = total.value();
        for (var part : List.of(Part.RESULTS, Part.SCRIPTS, Part.SET_UP)) {
            long cost = Math.min(left, price.perHourOver(time(part, run, now)).value());
            left -= cost;
            if (cost > 0) {
                shares.addFirst(new CostShare(part, new Cents(cost)));
            }
        }
        if (left > 0) {
            shares.addFirst(new CostShare(Part.BOOT_AND_UPLOAD, new Cents(left)));
        }
        return List.copyOf(shares);
    }

    private static Duration time(Part part, RunState run, Instant now) {
        return Arrays.stream(Step.values())
                .filter(step -> Part.of(step) == part)
                .flatMap(step -> StepRow.took(run.step(step), now).stream())
                .reduce(Duration.ZERO, Duration::plus);
    }
}
