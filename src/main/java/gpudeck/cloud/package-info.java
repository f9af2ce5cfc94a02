/// The Lambda Cloud API over HTTP. Its wire records are private; everybody else sees
/// [gpudeck.domain].
@NullMarked
package gpudeck.cloud;

import org.jspecify.annotations.NullMarked;
