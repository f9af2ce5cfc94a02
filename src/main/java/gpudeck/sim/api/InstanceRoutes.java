package gpudeck.sim.api;

import gpudeck.sim.account.Account;
import gpudeck.sim.account.Refusal;
import gpudeck.sim.api.Fields.Limit;
import java.util.List;
import java.util.Map;

/// The instances themselves.
record InstanceRoutes(Account account, LaunchCheck launches) {

    private static final Limit NAME = Limit.length(0, 64);

    List<Route> all() {
        return List.of(
                new Route("GET", "/instances", List.of("cluster_id"), _ -> list()),
                Route.of("GET", "/instances/*", r -> account.instances().one(r.part())),
                Route.of("POST", "/instances/*", this::rename),
                Route.of("POST", "/instance-operations/launch", this::launch),
                Route.of("POST", "/instance-operations/restart", this::restart),
                Route.of("POST", "/instance-operations/terminate", this::terminate));
    }

    private Object list() {
        return account.instances().all();
    }

    private Object rename(Request request) throws Refusal {
        var fields = request.fields();
        var name = fields.optionalText("name", NAME);
        fields.end();
        return name.isPresent()
                ? account.instances().rename(request.part(), name.get())
                : account.instances().one(request.part());
    }

    private Object launch(Request request) throws Refusal {
        var order = launches.check(request.fields());
        return Map.of("instance_ids", List.of(account.instances().launch(order)));
    }

    private Object restart(Request request) throws Refusal {
        return Map.of("restarted_instances", account.instances().restart(ids(request)));
    }

    private Object terminate(Request request) throws Refusal {
        return Map.of("terminated_instances", account.instances().terminate(ids(request)));
    }

    private static List<String> ids(Request request) throws Refusal {
        var fields = request.fields();
        var ids = fields.texts("instance_ids", Limit.length(1, 64));
        fields.end();
        if (ids.isEmpty()) {
            throw Refusal.invalid("instance_ids: must not be empty.");
        }
        return ids.stream().distinct().toList();
    }
}
