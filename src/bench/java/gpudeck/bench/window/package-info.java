/// The window under load, in a Java of its own: a toolkit starts once.
@NullMarked
package gpudeck.bench.window;

import org.jspecify.annotations.NullMarked;
