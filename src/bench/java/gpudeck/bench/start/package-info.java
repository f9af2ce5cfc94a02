/// Programs that are only started, and how long that takes.
@NullMarked
package gpudeck.bench.start;

import org.jspecify.annotations.NullMarked;
