/// A machine to measure against, what is sent there, and the ways to it: GPU Deck's and OpenSSH's.
@NullMarked
package gpudeck.bench.machine;

import org.jspecify.annotations.NullMarked;
