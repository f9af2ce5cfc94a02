/// The page of past runs.
@NullMarked
package gpudeck.view.history;

import org.jspecify.annotations.NullMarked;
