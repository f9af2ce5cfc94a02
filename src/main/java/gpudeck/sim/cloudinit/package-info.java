/// What cloud-init reads on a machine that starts for the first time.
@NullMarked
package gpudeck.sim.cloudinit;

import org.jspecify.annotations.NullMarked;
