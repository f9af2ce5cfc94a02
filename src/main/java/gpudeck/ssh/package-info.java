/// Everything that crosses SSH: keys, host identity, commands and transfers.
@NullMarked
package gpudeck.ssh;

import org.jspecify.annotations.NullMarked;
