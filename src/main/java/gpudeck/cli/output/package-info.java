/// What commands print: tables, JSON, sentences.
@NullMarked
package gpudeck.cli.output;

import org.jspecify.annotations.NullMarked;
