package gpudeck.engine.fleet;

import gpudeck.store.journal.Journal;
import gpudeck.store.journal.KnownInstance;

/// Who answers for an instance: ends it when its program goes, or its lease is over.
public enum Keeper {
    /// This program.
    THIS_PROGRAM,
    /// Another one that works on the same journal now.
    ANOTHER_PROGRAM,
    /// It was left running on purpose: only its lease ends it.
    ITS_LEASE,
    /// Nobody: its program is gone without a word.
    NOBODY,
    /// It was not started here, and is not ours to end by itself.
    NOT_OURS;

    static Keeper of(KnownInstance known, Journal journal) {
        if (!known.isMine()) {
            return NOT_OURS;
        }
        if (known.custody().left()) {
            return ITS_LEASE;
        }
        var holder = known.custody().holder();
        if (holder.filter(journal.program()::equals).isPresent()) {
            return THIS_PROGRAM;
        }
        return holder.filter(journal::isAlive).isPresent() ? ANOTHER_PROGRAM : NOBODY;
    }
}
