/// What is kept on this computer: settings, the journal, the data folder.
@NullMarked
package gpudeck.store;

import org.jspecify.annotations.NullMarked;
