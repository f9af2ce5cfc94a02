/// What a project's own files say of the Python packages that it needs.
@NullMarked
package gpudeck.ssh.lock;

import org.jspecify.annotations.NullMarked;
