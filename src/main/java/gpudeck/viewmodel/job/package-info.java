/// The jobs of this session.
@NullMarked
package gpudeck.viewmodel.job;

import org.jspecify.annotations.NullMarked;
