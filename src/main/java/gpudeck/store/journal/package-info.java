/// What this installation launched, ran and trusted, in one SQLite file that survives a crash.
@NullMarked
package gpudeck.store.journal;

import org.jspecify.annotations.NullMarked;
