/// State and commands of each screen as JavaFX properties; no nodes, no toolkit.
@NullMarked
package gpudeck.viewmodel;

import org.jspecify.annotations.NullMarked;
