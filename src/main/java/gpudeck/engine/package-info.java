/// What costs or saves money: the fleet, launches, jobs, terminations. Blocking and toolkit-free.
@NullMarked
package gpudeck.engine;

import org.jspecify.annotations.NullMarked;
