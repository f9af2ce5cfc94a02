/// How domain records are written to disk and read back.
@NullMarked
package gpudeck.store.json;

import org.jspecify.annotations.NullMarked;
