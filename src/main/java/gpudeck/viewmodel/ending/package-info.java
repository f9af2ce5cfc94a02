/// What is asked before machines are ended, and how their end goes.
@NullMarked
package gpudeck.viewmodel.ending;

import org.jspecify.annotations.NullMarked;
