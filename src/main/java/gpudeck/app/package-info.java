/// Entry point and lifecycle: what is started, on which display, and how it ends.
@NullMarked
package gpudeck.app;

import org.jspecify.annotations.NullMarked;
