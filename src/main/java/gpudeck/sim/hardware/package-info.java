/// What a simulated machine says of itself, and the programs that say it.
@NullMarked
package gpudeck.sim.hardware;

import org.jspecify.annotations.NullMarked;
