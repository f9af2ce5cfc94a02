/// The console of a job: remote bytes in, lines of coloured text out. Bounded in every direction.
@NullMarked
package gpudeck.viewmodel.console;

import org.jspecify.annotations.NullMarked;
