/// By which host key each instance is known, here and to the system's own `ssh`.
@NullMarked
package gpudeck.engine.hosts;

import org.jspecify.annotations.NullMarked;
