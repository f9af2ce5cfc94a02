/// Makes what users install, under `target/dist`: `mvn package -Pdist`.
@NullMarked
package gpudeck.dist;

import org.jspecify.annotations.NullMarked;
