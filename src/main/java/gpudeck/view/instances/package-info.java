/// The page of instances: table, action bar, detail.
@NullMarked
package gpudeck.view.instances;

import org.jspecify.annotations.NullMarked;
