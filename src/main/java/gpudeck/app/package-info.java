/// Entry point, composition root and lifecycle.
@NullMarked
package gpudeck.app;

import org.jspecify.annotations.NullMarked;
