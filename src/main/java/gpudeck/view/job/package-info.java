/// The Jobs page and the view of one job.
@NullMarked
package gpudeck.view.job;

import org.jspecify.annotations.NullMarked;
