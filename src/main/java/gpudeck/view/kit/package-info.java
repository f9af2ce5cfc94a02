/// The parts that every page is made of: small nodes without knowledge of any page.
@NullMarked
package gpudeck.view.kit;

import org.jspecify.annotations.NullMarked;
