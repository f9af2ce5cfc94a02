package gpudeck.cli;

import gpudeck.domain.Cents;
import gpudeck.domain.Lease;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/// How long an instance may live and what it may cost, as options of every command that launches.
public final class LeaseOptions {

    @Option(
            names = {"--lease", "--max-hours"},
            paramLabel = "TIME",
            converter = TimeReader.class,
            descriptionKey = "cli.option.lease")
    private Optional<Duration> longest = Optional.empty();

    @Option(
            names = {"--budget", "--max-dollars"},
            paramLabel = "DOLLARS",
            converter = DollarReader.class,
            descriptionKey = "cli.option.budget")
    private Optional<Cents> budget = Optional.empty();

    /// Whether anything was asked for.
    public boolean isGiven() {
        return longest.isPresent() || budget.isPresent();
    }

    /// What was asked for, or the default lease.
    public Lease lease() {
        return new Lease(longest.orElse(Lease.DEFAULT.longest()), budget);
    }
}
