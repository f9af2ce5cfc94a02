/// What runs, what it costs, and what can be done with it.
@NullMarked
package gpudeck.viewmodel.instances;

import org.jspecify.annotations.NullMarked;
