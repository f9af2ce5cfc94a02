/// The rented machines: a folder, an SSH server and real processes each.
@NullMarked
package gpudeck.sim.machine;

import org.jspecify.annotations.NullMarked;
