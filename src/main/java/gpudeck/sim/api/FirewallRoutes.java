package gpudeck.sim.api;

import gpudeck.sim.account.Account;
import gpudeck.sim.account.Firewall;
import gpudeck.sim.account.Refusal;
import gpudeck.sim.api.Fields.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Inbound rules.
record FirewallRoutes(Account account) {

    private static final Limit NAME = Limit.length(1, 64);
    private static final Limit PROTOCOL = Limit.matching(4, "tcp|udp|icmp|all");
    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Limit NETWORK =
            Limit.matching(18, BYTE + "(\\." + BYTE + "){3}(/(3[0-2]|[12]?\\d))?");
    private static final Limit DESCRIPTION = Limit.length(0, 128);
    private static final int MOST_RULES = 20;
    private static final int MOST_PORT = 65_535;

    List<Route> all() {
        return List.of(
                Route.of("GET", "/firewall-rules", _ -> account.firewall().global().rules()),
                Route.of("PUT", "/firewall-rules", this::replaceRules),
                Route.of("GET", "/firewall-rulesets", _ -> account.firewall().rulesets()),
                Route.of("POST", "/firewall-rulesets", this::create),
                Route.of("GET", "/firewall-rulesets/global", _ -> account.firewall().global()),
                Route.of("PATCH", "/firewall-rulesets/global", this::changeGlobal),
                Route.of("GET", "/firewall-rulesets/*", r -> account.firewall().ruleset(r.part())),
                Route.of("PATCH", "/firewall-rulesets/*", this::change),
                Route.of("DELETE", "/firewall-rulesets/*", this::delete));
    }

    private Object replaceRules(Request request) throws Refusal {
        var fields = request.fields();
        var rules = rules(fields, "data");
        fields.end();
        return account.firewall().replaceGlobal(rules).rules();
    }

    private Object create(Request request) throws Refusal {
        var fields = request.fields();
        var name = fields.text("name", NAME);
        var regionName = fields.text("region", NAME);
        var rules = rules(fields, "rules");
        fields.end();
        var region =
                account.catalog()
                        .region(regionName)
                        .orElseThrow(() -> Refusal.invalid("region: no such region."));
        return account.firewall().create(name, region, rules);
    }

    private Object changeGlobal(Request request) throws Refusal {
        var fields = request.fields();
        var rules = fields.has("rules") ? rules(fields, "rules") : null;
        fields.end();
        return rules == null
                ? account.firewall().global()
                : account.firewall().replaceGlobal(rules);
    }

    private Object change(Request request) throws Refusal {
        var fields = request.fields();
        var name = fields.optionalText("name", NAME).orElse(null);
        var rules = fields.has("rules") ? rules(fields, "rules") : null;
        fields.end();
        return account.firewall().change(request.part(), name, rules);
    }

    private Object delete(Request request) throws Refusal {
        account.firewall().delete(request.part());
        return Map.of();
    }

    private static List<Firewall.Rule> rules(Fields fields, String name) throws Refusal {
        var rules = new ArrayList<Firewall.Rule>();
        for (var rule : fields.objects(name)) {
            rules.add(rule(rule));
        }
        if (rules.size() > MOST_RULES) {
            throw Refusal.invalid(name + ": at most " + MOST_RULES + " rules.");
        }
        return rules;
    }

    private static Firewall.Rule rule(Fields fields) throws Refusal {
        var protocol = fields.text("protocol", PROTOCOL);
        var ports = fields.integers("port_range");
        var network = fields.text("source_network", NETWORK);
        var description = fields.text("description", DESCRIPTION);
        fields.end();
        if (protocol.equals("icmp") == ports.isPresent()) {
            throw Refusal.invalid("port_range: required, but not allowed for icmp.");
        }
        if (ports.isPresent()) {
            checkPorts(ports.get());
        }
        return new Firewall.Rule(
                protocol,
                ports.orElse(null),
                network.contains("/") ? network : network + "/32",
                description);
    }

    private static void checkPorts(List<Integer> ports) throws Refusal {
        boolean valid =
                ports.size() == 2
                        && ports.getFirst() >= 1
                        && ports.getLast() <= MOST_PORT
                        && ports.getFirst() <= ports.getLast();
        if (!valid) {
            throw Refusal.invalid("port_range: must be [min, max] within 1 to 65535.");
        }
    }
}
