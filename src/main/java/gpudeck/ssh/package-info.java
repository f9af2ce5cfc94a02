/// A connection to a machine, and the talk with a command that runs there. It knows none of the
/// packages below: they make connections, or use them.
@NullMarked
package gpudeck.ssh;

import org.jspecify.annotations.NullMarked;
