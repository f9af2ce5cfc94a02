/// What stands around every page, and the pages' place in it.
@NullMarked
package gpudeck.view.frame;

import org.jspecify.annotations.NullMarked;
