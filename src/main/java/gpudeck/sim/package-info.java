/// The built-in simulator: a real HTTP server and real SSH servers on loopback.
@NullMarked
package gpudeck.sim;

import org.jspecify.annotations.NullMarked;
