/// Leases, and what becomes of machines that nobody answers for.
@NullMarked
package gpudeck.viewmodel.custody;

import org.jspecify.annotations.NullMarked;
