package gpudeck.domain.cloud;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A named set of rules in one region. The account's global set has the id `global` and no region.
public record FirewallRuleset(
        String id,
        String name,
        Optional<Region> region,
        List<FirewallRule> rules,
        Optional<Instant> created,
        List<InstanceId> instanceIds) {

    public static final String GLOBAL_ID = "global";

    public FirewallRuleset {
        rules = List.copyOf(rules);
        instanceIds = List.copyOf(instanceIds);
    }
}
