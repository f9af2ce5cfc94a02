/// The dialogs before machines are ended, that of closing the window among them.
@NullMarked
package gpudeck.view.ending;

import org.jspecify.annotations.NullMarked;
