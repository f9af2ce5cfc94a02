/// What the user can set inside the window, and where the rest is set.
@NullMarked
package gpudeck.viewmodel.settings;

import org.jspecify.annotations.NullMarked;
