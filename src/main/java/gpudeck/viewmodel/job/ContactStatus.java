package gpudeck.viewmodel.job;

import gpudeck.domain.TimeSpan;
import gpudeck.domain.UserMessage;
import gpudeck.domain.job.Contact;
import gpudeck.viewmodel.Shape;
import gpudeck.viewmodel.Status;
import gpudeck.viewmodel.Tone;
import java.time.Duration;
import java.time.Instant;

/// How long ago a job's machine was heard of, at three levels, and whether it is being called.
final class ContactStatus {

    /// The machine gives a sign about every two seconds.
    private static final Duration LIVE = Duration.ofSeconds(6);

    private static final Duration LONG = Duration.ofSeconds(60);

    private ContactStatus() {}

    static Status of(Contact contact, Instant now) {
        return switch (contact) {
            case Contact.Heard(Instant at) -> heard(Duration.between(at, now));
            case Contact.Lost(Instant since, int attempts, _) ->
                    lost(Duration.between(since, now), attempts);
        };
    }

    private static Status heard(Duration age) {
        if (age.compareTo(LIVE) < 0) {
            return new Status(Shape.DISC, Tone.SUCCESS, UserMessage.of("job.contact.live"));
        }
        return age.compareTo(LONG) < 0
                ? trouble(Tone.WARNING, UserMessage.of("job.contact.stale", new TimeSpan(age)))
                : trouble(Tone.DANGER, UserMessage.of("job.contact.none", new TimeSpan(age)));
    }

    private static Status lost(Duration age, int attempts) {
        return trouble(
                age.compareTo(LONG) < 0 ? Tone.WARNING : Tone.DANGER,
                UserMessage.of("job.contact.reconnecting", new TimeSpan(age), attempts));
    }

    private static Status trouble(Tone tone, UserMessage words) {
        return new Status(Shape.HOLLOW_DIAMOND, tone, words);
    }
}
