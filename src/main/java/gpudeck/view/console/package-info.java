/// The console pane: draws only the lines in sight.
@NullMarked
package gpudeck.view.console;

import org.jspecify.annotations.NullMarked;
