/// The commands but `run`.
@NullMarked
package gpudeck.cli.command;

import org.jspecify.annotations.NullMarked;
