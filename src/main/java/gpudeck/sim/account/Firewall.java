package gpudeck.sim.account;

import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The account's inbound rules: the global ones and the rulesets.
public final class Firewall {

    private static final int MOST_RULESETS = 100;

    private final List<Kept> rulesets = new ArrayList<>();
    private final Ids ids;
    private final AuditLog audit;
    private final Clock clock;
    private final Function<String, List<String>> users;
    private List<Rule> global =
            List.of(
                    new Rule(
                            "tcp",
                            List.of(22, 22),
                            "0.0.0.0/0",
                            "Allow SSH connections from any IP"),
                    new Rule("icmp", null, "0.0.0.0/0", "Allow Ping from any IP"));

    /// @param users the instances that use the ruleset of this id
    Firewall(Ids ids, AuditLog audit, Clock clock, Function<String, List<String>> users) {
        this.ids = ids;
        this.audit = audit;
        this.clock = clock;
        this.users = users;
    }

    public record Rule(
            String protocol,
            @Nullable List<Integer> portRange,
            String sourceNetwork,
            String description) {}

    public record Ruleset(
            String id,
            String name,
            Catalog.Region region,
            List<Rule> rules,
            String created,
            List<String> instanceIds) {}

    public record GlobalRuleset(String id, String name, List<Rule> rules) {}

    private record Kept(
            String id, String name, Catalog.Region region, List<Rule> rules, String created) {}

    public GlobalRuleset global() {
        return new GlobalRuleset("global", "Default Workspace Global Rules", global);
    }

    public GlobalRuleset replaceGlobal(List<Rule> rules) {
        global = List.copyOf(rules);
        audit.add("firewall_ruleset", "updated", "global");
        return global();
    }

    public List<Ruleset> rulesets() {
        return rulesets.stream().map(this::shown).toList();
    }

    public Ruleset ruleset(String id) throws Refusal {
        return shown(kept(id));
    }

    public Ruleset create(String name, Catalog.Region region, List<Rule> rules) throws Refusal {
        if (rulesets.stream().anyMatch(kept -> kept.name().equals(name))) {
            throw Refusal.conflict("A ruleset with this name already exists.");
        }
        if (rulesets.size() >= MOST_RULESETS) {
            throw Refusal.quota("at most " + MOST_RULESETS + " firewall rulesets");
        }
        var created =
                DateTimeFormatter.ISO_INSTANT.format(
                        clock.instant().truncatedTo(ChronoUnit.SECONDS));
        var made = new Kept(ids.next(), name, region, List.copyOf(rules), created);
        rulesets.add(made);
        audit.add("firewall_ruleset", "created", made.id());
        return shown(made);
    }

    public Ruleset change(String id, @Nullable String name, @Nullable List<Rule> rules)
            throws Refusal {
        var old = kept(id);
        var changed =
                new Kept(
                        id,
                        name == null ? old.name() : name,
                        old.region(),
                        rules == null ? old.rules() : List.copyOf(rules),
                        old.created());
        rulesets.set(rulesets.indexOf(old), changed);
        audit.add("firewall_ruleset", "updated", id);
        return shown(changed);
    }

    public void delete(String id) throws Refusal {
        var old = kept(id);
        if (!users.apply(id).isEmpty()) {
            throw new Refusal(
                    400,
                    "firewall-rulesets/firewall-ruleset-in-use",
                    "Firewall ruleset is in use by one or more instances.",
                    "Terminate all instances that are using the ruleset before deleting it.");
        }
        rulesets.remove(old);
        audit.add("firewall_ruleset", "deleted", id);
    }

    private Kept kept(String id) throws Refusal {
        for (var one : rulesets) {
            if (one.id().equals(id)) {
                return one;
            }
        }
        throw Refusal.missing(404, "firewall ruleset");
    }

    private Ruleset shown(Kept one) {
        return new Ruleset(
                one.id(),
                one.name(),
                one.region(),
                one.rules(),
                one.created(),
                users.apply(one.id()));
    }
}
