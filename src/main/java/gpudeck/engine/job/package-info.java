/// Whole jobs, from launch to terminate.
@NullMarked
package gpudeck.engine.job;

import org.jspecify.annotations.NullMarked;
