/// The simulated account and all that it holds. Guarded by the account's own lock.
@NullMarked
package gpudeck.sim.account;

import org.jspecify.annotations.NullMarked;
