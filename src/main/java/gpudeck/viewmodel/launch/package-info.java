/// The launch of a single machine.
@NullMarked
package gpudeck.viewmodel.launch;

import org.jspecify.annotations.NullMarked;
