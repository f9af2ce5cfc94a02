/// The page of GPU types: table, region matrix, detail.
@NullMarked
package gpudeck.view.gpus;

import org.jspecify.annotations.NullMarked;
