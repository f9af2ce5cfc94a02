/// Runs that go on without a connection: their plan, the program that supervises them on the
/// machine, and the local copy of what they wrote.
@NullMarked
package gpudeck.ssh.run;

import org.jspecify.annotations.NullMarked;
