package gpudeck.engine.fleet;

import gpudeck.domain.cloud.Instance;
import gpudeck.store.StoreException;
import gpudeck.store.journal.Journal;
import gpudeck.store.journal.KnownInstance;
import gpudeck.store.journal.LaunchIntent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Recognises the instances of launches whose answer was lost. Only an intent in this
/// installation's own journal makes an instance its own: tags and names alone prove nothing.
final class Adoption {

    static final String RUN_TAG = "gpudeck-run";
    static final String OWNER_TAG = "gpudeck-owner";

    private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);

    private final Journal journal;
    private final String keyFingerprint;
    private final Roster roster;

    Adoption(Journal journal, String keyFingerprint, Roster roster) {
        this.journal = journal;
        this.keyFingerprint = keyFingerprint;
        this.roster = roster;
    }

    void adopt(List<Instance> listed) throws StoreException {
        var intents = journal.launches().unsettled(keyFingerprint);
        for (var intent : intents) {
            var match = listed.stream().filter(i -> isOf(intent, i)).findFirst();
            if (match.isPresent()) {
                var id = match.get().id();
                journal.launches().recordCreated(intent, id, intent.at());
                roster.launched(KnownInstance.launched(intent, id, intent.at()), Optional.empty());
                LOG.info("Launch {} turned out to have made instance {}", intent.run(), id);
            }
        }
    }

    private boolean isOf(LaunchIntent intent, Instance instance) {
        var row = roster.find(instance.id());
        if (row.filter(r -> r.known().isMine()).isPresent()) {
            return false;
        }
        var run = instance.tags().get(RUN_TAG);
        if (run != null) {
            return run.equals(intent.run().value()) && hasOurOwner(instance.tags());
        }
        return isNamedAs(intent, instance)
                && row.filter(r -> r.known().firstSeen().isBefore(intent.at())).isEmpty();
    }

    private boolean hasOurOwner(Map<String, String> tags) {
        return journal.installationId().equals(tags.get(OWNER_TAG));
    }

    /// The name ends with a part of the run's id, which no other instance has.
    private static boolean isNamedAs(LaunchIntent intent, Instance instance) {
        var request = intent.request();
        return instance.name().equals(request.name())
                && instance.sshKeyNames().contains(request.sshKeyName())
                && instance.type().name().equals(request.typeName())
                && instance.region().name().equals(request.region());
    }
}
