/// Puts an engine together: over the real cloud, or over the simulator. Needs no JavaFX.
@NullMarked
package gpudeck.app.session;

import org.jspecify.annotations.NullMarked;
