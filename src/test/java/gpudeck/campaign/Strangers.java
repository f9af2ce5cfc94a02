package gpudeck.campaign;

import java.util.HashMap;
import java.util.Map;

/// Instances of other users of the account, whose tags claim to be ours. Every one has to survive.
final class Strangers {

    static final String RUN_TAG = "gpudeck-run";

    private static final String OWNER_TAG = "gpudeck-owner";
    private static final String SOME_RUN = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
    private static final String SOMEONE = "01arz3ndektsv4rrffq69g5fax";

    private Strangers() {}

    /// One without tags, and one that another installation launched.
    static void arrive(Trial trial) {
        trial.simulator().launchAsStranger("someone-elses", Map.of());
        trial.simulator().launchAsStranger("work", Map.of(RUN_TAG, SOME_RUN, OWNER_TAG, SOMEONE));
    }

    /// One that claims this installation's id for a run that it does not know, and one that claims
    /// its run under another id.
    static void imitate(Trial trial) throws Exception {
        var installation = trial.journal().installation();
        if (installation.isPresent()) {
            trial.simulator()
                    .launchAsStranger(
                            "work", Map.of(RUN_TAG, SOME_RUN, OWNER_TAG, installation.get()));
        }
        for (var bill : trial.ours()) {
            var tags = new HashMap<>(bill.tags());
            tags.put(OWNER_TAG, SOMEONE);
            trial.simulator().launchAsStranger("work", tags);
        }
    }
}
