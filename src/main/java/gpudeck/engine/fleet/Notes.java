package gpudeck.engine.fleet;

import gpudeck.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes into the journal where its failure must not stop what is being done: what the cloud says
/// counts more than what can be written down. The failure is shown and logged.
final class Notes {

    private static final Logger LOG = LoggerFactory.getLogger(Notes.class);

    private final Roster roster;

    Notes(Roster roster) {
        this.roster = roster;
    }

    void write(Entry entry) {
        try {
            entry.write();
        } catch (StoreException e) {
            LOG.error("The journal failed", e);
            roster.failed(e.error());
        }
    }

    @FunctionalInterface
    interface Entry {
        void write() throws StoreException;
    }
}
