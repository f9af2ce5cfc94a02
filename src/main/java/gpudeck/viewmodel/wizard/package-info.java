/// The job wizard: what the user chooses, what is wrong with it, and the job made of it.
@NullMarked
package gpudeck.viewmodel.wizard;

import org.jspecify.annotations.NullMarked;
