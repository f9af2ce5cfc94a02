/// Leases and what is said of them.
@NullMarked
package gpudeck.view.custody;

import org.jspecify.annotations.NullMarked;
