/// Looks at all that a job needs before anything is bought, and says what to do about it.
@NullMarked
package gpudeck.engine.doctor;

import org.jspecify.annotations.NullMarked;
