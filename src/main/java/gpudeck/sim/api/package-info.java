/// The HTTP side: the paths, the checks on what is sent, and the answers.
@NullMarked
package gpudeck.sim.api;

import org.jspecify.annotations.NullMarked;
