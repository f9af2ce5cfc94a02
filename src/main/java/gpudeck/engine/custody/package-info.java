/// Sees to it that what was started here ends: leases, programs that are gone, computers that
/// slept.
@NullMarked
package gpudeck.engine.custody;

import org.jspecify.annotations.NullMarked;
