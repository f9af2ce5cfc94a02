/// Measures the promises of `src/docs/performance.md`, each beside a peer in the same run.
@NullMarked
package gpudeck.bench;

import org.jspecify.annotations.NullMarked;
