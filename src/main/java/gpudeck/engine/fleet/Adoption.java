package gpudeck.engine.fleet;

import gpudeck.domain.cloud.Instance;
import gpudeck.store.StoreException;
import gpudeck.store.journal.KnownInstance;
import gpudeck.store.journal.LaunchIntent;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Recognises the instances of launches whose answer was lost. Only an intent in this
/// installation's own journal makes an instance its own: marks alone prove nothing.
final class Adoption {

    private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);

    private final Account account;
    private final Roster roster;
    private final Marks marks;

    Adoption(Account account, Roster roster) {
        this.account = account;
        this.roster = roster;
        this.marks = new Marks(account.journal().installationId());
    }

    void adopt(List<Instance> listed) throws StoreException {
        var launches = account.journal().launches();
        for (var intent : launches.unsettled(account.keyFingerprint())) {
            var match = listed.stream().filter(i -> isOf(intent, i)).findFirst();
            if (match.isPresent()) {
                var id = match.get().id();
                launches.recordCreated(intent, id, intent.at());
                var known = KnownInstance.launched(intent, id, intent.at());
                roster.launched(known, Keeper.of(known, account.journal()), Optional.empty());
                LOG.info("Launch {} turned out to have made instance {}", intent.run(), id);
            }
        }
    }

    private boolean isOf(LaunchIntent intent, Instance instance) {
        var known = roster.find(instance.id()).map(Row::known);
        return marks.match(intent, instance)
                && known.filter(k -> k.isMine() || k.firstSeen().isBefore(intent.at())).isEmpty();
    }
}
