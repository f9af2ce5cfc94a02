/// What the doctor found.
@NullMarked
package gpudeck.viewmodel.doctor;

import org.jspecify.annotations.NullMarked;
