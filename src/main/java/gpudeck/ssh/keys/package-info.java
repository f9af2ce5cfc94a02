/// The keys on this computer: private ones in files and in the ssh-agent, and public ones as text.
@NullMarked
package gpudeck.ssh.keys;

import org.jspecify.annotations.NullMarked;
