/// `gpudeck key`: the API key, as it is kept.
@NullMarked
package gpudeck.cli.key;

import org.jspecify.annotations.NullMarked;
