/// The words of the product: records, sealed states, errors and outcomes. Nothing but java.base.
@NullMarked
package gpudeck.domain;

import org.jspecify.annotations.NullMarked;
