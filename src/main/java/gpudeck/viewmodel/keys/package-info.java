/// The choice of an SSH key, wherever a machine is launched.
@NullMarked
package gpudeck.viewmodel.keys;

import org.jspecify.annotations.NullMarked;
