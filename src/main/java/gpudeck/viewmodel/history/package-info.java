/// Past runs, from the journal.
@NullMarked
package gpudeck.viewmodel.history;

import org.jspecify.annotations.NullMarked;
