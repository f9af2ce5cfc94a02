package gpudeck.viewmodel.job;

import gpudeck.domain.TimeSpan;
import gpudeck.domain.UserMessage;
import gpudeck.domain.job.Loss;
import gpudeck.domain.job.Progress;
import gpudeck.domain.job.Progress.Count;
import gpudeck.domain.job.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// How far a job's script says it is. All of that is read from what it writes.
public final class ProgressViewModel {

    private final LossTrail losses;
    private final ReadOnlyObjectWrapper<Optional<Shown>> shown =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<LossPicture>> loss =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private int drawn;

    /// @param title `Epoch 2 of 3`; empty if nothing is counted
    /// @param count `1,284 / 2,310`; empty without steps
    /// @param share of what the title names, 0 to 1
    /// @param facts what else is known: each a name and a figure
    /// @param outlook when all will be done and what it costs until then
    /// @param warning what is paid for nothing
    public record Shown(
            Optional<UserMessage> title,
            String count,
            OptionalDouble share,
            List<Fact> facts,
            Optional<UserMessage> outlook,
            Optional<UserMessage> warning) {

        public Shown {
            facts = List.copyOf(facts);
        }
    }

    public record Fact(UserMessage name, UserMessage value) {}

    ProgressViewModel(LossTrail losses) {
        this.losses = losses;
    }

    /// Empty while no script runs, or says nothing of its progress.
    public ReadOnlyObjectProperty<Optional<Shown>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /// From the first script on; empty until there are two values.
    public ReadOnlyObjectProperty<Optional<LossPicture>> lossProperty() {
        return loss.getReadOnlyProperty();
    }

    void tick(RunState run, Instant now) {
        shown.set(
                run.underWay()
                        .filter(progress -> !progress.equals(Progress.NONE))
                        .map(progress -> shown(progress, run, now)));
        int version = losses.version();
        if (version != drawn) {
            drawn = version;
            loss.set(LossPicture.of(losses));
        }
    }

    private static Shown shown(Progress progress, RunState run, Instant now) {
        return new Shown(
                title(progress),
                progress.steps().map(ProgressViewModel::count).orElse(""),
                progress.steps().isPresent()
                        ? OptionalDouble.of(progress.steps().get().share())
                        : progress.share(),
                facts(progress),
                outlook(progress, run, now),
                progress.isDiverged()
                        ? Optional.of(UserMessage.of("job.progress.diverged", run.pricePerHour()))
                        : Optional.empty());
    }

    private static Optional<UserMessage> title(Progress progress) {
        if (progress.epoch().isPresent()) {
            var epoch = progress.epoch().get();
            return Optional.of(UserMessage.of("job.progress.epoch", epoch.done(), epoch.of()));
        }
        if (progress.steps().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                progress.label().isEmpty()
                        ? UserMessage.of("job.progress.steps")
                        : UserMessage.of("word.note.plain", progress.label()));
    }

    private static String count(Count steps) {
        return String.format(Locale.ROOT, "%,d / %,d", steps.done(), steps.of());
    }

    private static List<Fact> facts(Progress progress) {
        var facts = new ArrayList<Fact>();
        progress.loss()
                .ifPresent(loss -> facts.add(fact("job.progress.loss", plain(new Loss(loss)))));
        progress.perSecond().ifPresent(rate -> facts.add(fact("job.progress.speed", speed(rate))));
        progress.left()
                .ifPresent(left ->
                        facts.add(
                                fact(
                                        progress.epoch().isPresent() && progress.steps().isPresent()
                                                ? "job.progress.epochEnds"
                                                : "job.progress.ends",
                                        plain(new TimeSpan(left).clock()))));
        return facts;
    }

    private static Fact fact(String name, UserMessage value) {
        return new Fact(UserMessage.of(name), value);
    }

    private static UserMessage plain(Object value) {
        return UserMessage.of("word.note.plain", value.toString());
    }

    /// As tqdm says it: below one a second the other way round.
    private static UserMessage speed(double perSecond) {
        return perSecond >= 1
                ? UserMessage.of("job.progress.unit", threeDigits(perSecond))
                : UserMessage.of("job.progress.unit.slow", threeDigits(1 / perSecond));
    }

    private static String threeDigits(double value) {
        return String.format(
                Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f", value);
    }

    private static Optional<UserMessage> outlook(Progress progress, RunState run, Instant now) {
        return progress.allLeft()
                .map(left ->
                        run.likelyCost(now)
                                .map(cost ->
                                        UserMessage.of(
                                                "job.progress.all.cost", new TimeSpan(left), cost))
                                .orElseGet(() ->
                                        UserMessage.of("job.progress.all", new TimeSpan(left))));
    }
}
