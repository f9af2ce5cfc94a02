/// What of a project is sent to a machine, and sending it.
@NullMarked
package gpudeck.ssh.project;

import org.jspecify.annotations.NullMarked;
