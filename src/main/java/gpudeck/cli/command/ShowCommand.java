package gpudeck.cli.command;

import gpudeck.cli.CommandContext;
import gpudeck.cli.ExitStatus;
import gpudeck.cli.InstanceFinder;
import gpudeck.domain.TimeSpan;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.hosts.HostKeyFacts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `gpudeck show ID`: all that is known of an instance.
@Command(name = "show")
public final class ShowCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(paramLabel = "ID", descriptionKey = "cli.parameter.id")
    private String wanted = "";

    public ShowCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        try (var session = context.open()) {
            var fleet = session.engine().fleet();
            fleet.refresh();
            var one = new InstanceFinder(fleet).find(wanted);
            var now = session.engine().time().now();
            if (context.options().isJson()) {
                context.printer().json(InstanceRow.of(one, now));
            } else {
                facts(
                                one,
                                session.engine()
                                        .hosts()
                                        .keys()
                                        .pinned(one.id())
                                        .map(HostKeyFacts::of),
                                now)
                        .forEach(
                                (key, value) -> context.printer().answer("cli.show." + key, value));
            }
            return ExitStatus.DONE;
        }
    }

    private Map<String, String> facts(
            FleetInstance one, Optional<HostKeyFacts> hostKey, Instant now) {
        var instance = one.instance();
        var facts = new LinkedHashMap<String, String>();
        facts.put("id", one.id().value());
        facts.put("name", instance.displayName());
        facts.put("status", instance.status().word());
        facts.put("type", instance.type().name() + ", " + instance.type().description());
        facts.put("region", instance.region().name() + ", " + instance.region().description());
        instance.ip().ifPresent(ip -> facts.put("ip", ip));
        facts.put("keys", String.join(", ", instance.sshKeyNames()));
        hostKey.ifPresent(key ->
                facts.put(
                        "hostKey", key.fingerprint() + ", " + context.messages().text(key.why())));
        if (!instance.fileSystemNames().isEmpty()) {
            facts.put("fileSystems", String.join(", ", instance.fileSystemNames()));
        }
        one.jobName().ifPresent(job -> facts.put("job", job));
        facts.put(one.isMine() ? "age" : "seen", new TimeSpan(one.age(now)).toString());
        facts.put("price", instance.type().pricePerHour().toString());
        facts.put(one.isMine() ? "cost" : "costAtLeast", one.soFar(now).toString());
        return facts;
    }
}
