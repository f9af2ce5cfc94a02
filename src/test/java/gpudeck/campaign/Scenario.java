package gpudeck.campaign;

import java.time.Duration;
import java.time.Instant;

/// Something bad that happens to a job, and what is asked of the product then.
interface Scenario {

    String name();

    Plan plan(long seed);

    /// Makes it happen, and does what a user would do about it.
    ///
    /// @return from when on the end of the instances is awaited
    Instant play(Trial trial) throws Exception;

    /// Until when all instances of ours have to be over.
    Duration limit();

    /// Whether the job has to bring its results all the same.
    boolean mustBringResults();
}
