/// The job wizard: four pages in one large dialog.
@NullMarked
package gpudeck.view.wizard;

import org.jspecify.annotations.NullMarked;
