/// Which SSH keys can be used from here.
@NullMarked
package gpudeck.engine.keys;

import org.jspecify.annotations.NullMarked;
