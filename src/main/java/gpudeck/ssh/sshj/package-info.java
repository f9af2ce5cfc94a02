/// Connections and their channels on sshj, which nothing but this and the keys knows.
@NullMarked
package gpudeck.ssh.sshj;

import org.jspecify.annotations.NullMarked;
