package gpudeck.engine.fleet;

import gpudeck.domain.RunId;
import gpudeck.domain.cloud.Instance;
import gpudeck.domain.cloud.LaunchRequest;
import gpudeck.store.journal.LaunchIntent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Optional;

/// What a launch carries to be recognised by, should its answer be lost: the run's id in a tag and,
/// shortened, in the name.
///
/// @param installation whose launches they are
record Marks(String installation) {

    private static final String RUN_TAG = "gpudeck-run";
    private static final String OWNER_TAG = "gpudeck-owner";
    private static final String EXPIRES_TAG = "gpudeck-expires";

    private static final int LONGEST_NAME = 64;

    /// @param expires when its lease ends: for people and other tools to see
    LaunchRequest addedTo(LaunchRequest request, RunId run, Instant expires) {
        var tags = new HashMap<>(request.tags());
        tags.put(RUN_TAG, run.value());
        tags.put(OWNER_TAG, installation);
        tags.put(EXPIRES_TAG, expires.truncatedTo(ChronoUnit.SECONDS).toString());
        return new LaunchRequest(
                request.region(),
                request.typeName(),
                request.sshKeyName(),
                Optional.of(nameWith(run, request.name().orElse(""))),
                request.hostname(),
                request.image(),
                request.fileSystemNames(),
                request.fileSystemMounts(),
                request.userData(),
                tags,
                request.firewallRulesetIds());
    }

    private static String nameWith(RunId run, String name) {
        var id = run.shortForm();
        var base = name.isBlank() ? "gpudeck" : name.strip();
        int room = LONGEST_NAME - id.length() - 1;
        return base.substring(0, Math.min(base.length(), room)).strip() + "-" + id;
    }

    /// Whether the instance carries the marks of this launch. Without tags the name decides: it
    /// ends with a part of the run's id, which no other instance has.
    boolean match(LaunchIntent intent, Instance instance) {
        var run = instance.tags().get(RUN_TAG);
        return run == null
                ? isNamedAs(intent.request(), instance)
                : run.equals(intent.run().value())
                        && installation.equals(instance.tags().get(OWNER_TAG));
    }

    private static boolean isNamedAs(LaunchRequest request, Instance instance) {
        return instance.name().equals(request.name())
                && instance.sshKeyNames().contains(request.sshKeyName())
                && instance.type().name().equals(request.typeName())
                && instance.region().name().equals(request.region());
    }
}
