package gpudeck.viewmodel.frame;

import gpudeck.domain.TimeSpan;
import gpudeck.domain.UserMessage;
import gpudeck.engine.fleet.Fleet;
import gpudeck.viewmodel.Shape;
import gpudeck.viewmodel.Status;
import gpudeck.viewmodel.Tone;
import java.time.Duration;
import java.time.Instant;

/// How old what the window shows is, at three levels.
public final class Freshness {

    /// From here on the account is out of sight.
    private static final Duration LOST = Duration.ofSeconds(60);

    /// A read may take its time; this many periods without one may not.
    private static final int PERIODS = 3;

    /// Up to then nobody has to count: what changes each second is looked at.
    private static final Duration RECENT = Duration.ofSeconds(10);

    private Freshness() {}

    /// Whether the list may no longer be true.
    public static boolean isOld(Fleet fleet, Instant now, Session session) {
        return fleet.readAt().map(at -> isOld(Duration.between(at, now), session)).orElse(true);
    }

    private static boolean isOld(Duration age, Session session) {
        return age.compareTo(LOST) >= 0
                || age.compareTo(session.pollPeriod().multipliedBy(PERIODS)) > 0;
    }

    static Status of(Fleet fleet, Instant now, Session session) {
        if (fleet.readAt().isEmpty()) {
            return fleet.problem().isPresent()
                    ? status(Tone.DANGER, UserMessage.of("frame.fresh.never"))
                    : new Status(
                            Shape.DOTTED_RING, Tone.MUTED, UserMessage.of("frame.fresh.reading"));
        }
        var age = Duration.between(fleet.readAt().get(), now);
        var words = new TimeSpan(age);
        if (age.compareTo(LOST) >= 0) {
            return status(Tone.DANGER, UserMessage.of("frame.fresh.lost", words));
        }
        if (isOld(age, session)) {
            return status(Tone.WARNING, UserMessage.of("frame.fresh.stale", words));
        }
        return new Status(
                Shape.DISC,
                Tone.SUCCESS,
                session.isDemo()
                        ? UserMessage.of("frame.fresh.simulated")
                        : age.compareTo(RECENT) < 0
                                ? UserMessage.of("frame.fresh.recent")
                                : UserMessage.of("frame.fresh.updated", words));
    }

    private static Status status(Tone tone, UserMessage word) {
        return new Status(Shape.HOLLOW_DIAMOND, tone, word);
    }
}
