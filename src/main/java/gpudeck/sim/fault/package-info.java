/// What a test may make go wrong, and when.
@NullMarked
package gpudeck.sim.fault;

import org.jspecify.annotations.NullMarked;
