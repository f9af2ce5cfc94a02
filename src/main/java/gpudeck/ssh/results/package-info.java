/// Results: what a machine has, bringing it, and what of it is here and right.
@NullMarked
package gpudeck.ssh.results;

import org.jspecify.annotations.NullMarked;
