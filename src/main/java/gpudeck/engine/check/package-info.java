/// Whether a machine is what was bought and fits the project, before the project is sent.
@NullMarked
package gpudeck.engine.check;

import org.jspecify.annotations.NullMarked;
