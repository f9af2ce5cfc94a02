/// Nodes, layout and bindings. Shows a view model and nothing else.
@NullMarked
package gpudeck.view;

import org.jspecify.annotations.NullMarked;
