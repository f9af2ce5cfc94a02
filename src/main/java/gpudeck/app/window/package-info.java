/// Puts the window together and runs it: tasks, timers, the way out. All that needs the toolkit.
@NullMarked
package gpudeck.app.window;

import org.jspecify.annotations.NullMarked;
