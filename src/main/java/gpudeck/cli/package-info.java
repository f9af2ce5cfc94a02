/// The command line, on the same engine as the window.
@NullMarked
package gpudeck.cli;

import org.jspecify.annotations.NullMarked;
