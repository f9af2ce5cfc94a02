package gpudeck.viewmodel.ending;

import gpudeck.viewmodel.Background;
import gpudeck.viewmodel.Live;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// "Terminate all mine": jobs are cancelled, machines ended, what others started stays.
public final class AllMineViewModel {

    private static final Logger LOG = LoggerFactory.getLogger(AllMineViewModel.class);

    /// How long new machines of launches under way are looked for. What is not proved then goes on
    /// and is an alarm.
    static final Duration LIMIT = Duration.ofMinutes(15);

    private final Live live;
    private final EndingAccess access;
    private final Background background;

    public AllMineViewModel(Live live, EndingAccess access, Background background) {
        this.live = live;
        this.access = access;
        this.background = background;
    }

    /// Empty if there is nothing to end.
    public Optional<EndingQuestion> question() {
        return EndingQuestion.allMine(live);
    }

    /// Returns at once; how it goes is seen in the fleet.
    public void terminateAll() {
        background.run(
                () -> access.endAllMine(LIMIT),
                left -> LOG.info("All of mine asked to end, {} not proved", left.size()),
                failure -> LOG.error("Ending all of mine failed", failure));
    }
}
