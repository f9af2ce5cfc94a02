/// The dialog that launches a single machine.
@NullMarked
package gpudeck.view.launch;

import org.jspecify.annotations.NullMarked;
