/// The page of settings.
@NullMarked
package gpudeck.view.settings;

import org.jspecify.annotations.NullMarked;
