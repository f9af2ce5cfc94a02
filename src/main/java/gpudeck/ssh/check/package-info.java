/// What a machine says of itself, before anything is sent to it.
@NullMarked
package gpudeck.ssh.check;

import org.jspecify.annotations.NullMarked;
