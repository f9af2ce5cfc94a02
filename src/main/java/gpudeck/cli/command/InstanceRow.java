package gpudeck.cli.command;

import gpudeck.domain.Lease;
import gpudeck.engine.fleet.Ending;
import gpudeck.engine.fleet.FleetInstance;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// An instance as `--json` shows it. The JupyterLab address carries its token and is left out.
///
/// @param since launch, or first sight if it was not started here
/// @param heldBy `this_program`, `another_program`, `its_lease`, `nobody` or `not_ours`
/// @param costCentsAtMost present if it was started here
/// @param costCentsAtLeast present if it was not
record InstanceRow(
        String id,
        String name,
        String status,
        boolean billed,
        String type,
        String region,
        Optional<String> ip,
        Optional<String> privateIp,
        Optional<String> hostname,
        List<String> sshKeyNames,
        List<String> fileSystemNames,
        Map<String, String> tags,
        boolean startedHere,
        Optional<String> job,
        Instant since,
        Optional<Instant> leaseEnds,
        String heldBy,
        Optional<Instant> terminateAsked,
        Optional<Instant> ended,
        long priceCentsPerHour,
        Optional<Long> costCentsAtMost,
        Optional<Long> costCentsAtLeast) {

    static InstanceRow of(FleetInstance one, Instant now) {
        var instance = one.instance();
        var cost = Optional.of(one.soFar(now).value());
        return new InstanceRow(
                instance.id().value(),
                instance.displayName(),
                instance.status().word(),
                one.isBilled(),
                instance.type().name(),
                instance.region().name(),
                instance.ip(),
                instance.privateIp(),
                instance.hostname(),
                instance.sshKeyNames(),
                instance.fileSystemNames(),
                instance.tags(),
                one.isMine(),
                one.jobName(),
                one.since(),
                one.lease().map(Lease.End::at),
                one.keeper().name().toLowerCase(Locale.ROOT),
                one.ending().map(Ending::since),
                one.endedAt(),
                instance.type().pricePerHour().value(),
                one.isMine() ? cost : Optional.empty(),
                one.isMine() ? Optional.empty() : cost);
    }
}
