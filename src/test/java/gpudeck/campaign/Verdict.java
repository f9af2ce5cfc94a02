package gpudeck.campaign;

import java.time.Duration;

/// What came of one trial, by the simulator's bills and the bytes on the disk.
///
/// @param strays instances of ours that still cost when the limit was over
/// @param duplicates launches and instances more than were intended
/// @param wronglyEnded instances of others that were ended
/// @param badResults runs whose results are lost, or called complete and are not
/// @param toTheEnd of the last instance of ours
record Verdict(int strays, int duplicates, int wronglyEnded, int badResults, Duration toTheEnd) {

    boolean isClean() {
        return strays + duplicates + wronglyEnded + badResults == 0;
    }
}
