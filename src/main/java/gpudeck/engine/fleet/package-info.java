/// The account's instances: what is known of them, what they cost, launching and ending them.
@NullMarked
package gpudeck.engine.fleet;

import org.jspecify.annotations.NullMarked;
