/// `gpudeck run`: a whole job from a shell.
@NullMarked
package gpudeck.cli.run;

import org.jspecify.annotations.NullMarked;
