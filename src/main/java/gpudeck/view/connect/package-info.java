/// From the demo to an account of one's own.
@NullMarked
package gpudeck.view.connect;

import org.jspecify.annotations.NullMarked;
