/// The API key as it is kept between starts: in the system's keyring, or in a file of its own.
@NullMarked
package gpudeck.store.keys;

import org.jspecify.annotations.NullMarked;
