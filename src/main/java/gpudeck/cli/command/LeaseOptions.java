package gpudeck.cli.command;

import gpudeck.cli.DollarReader;
import gpudeck.cli.TimeReader;
import gpudeck.domain.Cents;
import gpudeck.domain.Lease;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/// How long an instance may live.
final class LeaseOptions {

    @Option(
            names = "--lease",
            paramLabel = "TIME",
            converter = TimeReader.class,
            descriptionKey = "cli.option.lease")
    private Duration longest = Lease.DEFAULT.longest();

    @Option(
            names = "--budget",
            paramLabel = "DOLLARS",
            converter = DollarReader.class,
            descriptionKey = "cli.option.budget")
    private Optional<Cents> budget = Optional.empty();

    Lease lease() {
        return new Lease(longest, budget);
    }
}
