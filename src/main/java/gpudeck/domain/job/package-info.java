/// A job, its steps and how it ended.
@NullMarked
package gpudeck.domain.job;

import org.jspecify.annotations.NullMarked;
