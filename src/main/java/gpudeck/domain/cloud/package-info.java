/// The things of the account, as the Lambda Cloud API (1.10.0) describes them.
@NullMarked
package gpudeck.domain.cloud;

import org.jspecify.annotations.NullMarked;
