package gpudeck.cli;

import gpudeck.domain.job.JobSpec.RegionChoice;

/// A region as the command line names it.
public final class RegionReader {

    /// Any region that has room.
    public static final String ANY = "any";

    private RegionReader() {}

    public static boolean isAny(String region) {
        return region.equalsIgnoreCase(ANY);
    }

    public static RegionChoice choice(String region) {
        return isAny(region) ? new RegionChoice.AnyOpen() : new RegionChoice.In(region);
    }
}
