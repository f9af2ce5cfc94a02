package gpudeck.viewmodel.frame;

import gpudeck.domain.UserMessage;
import gpudeck.engine.fleet.Guard;
import gpudeck.viewmodel.Tone;

/// What the window says of who keeps the leases.
///
/// @param text what that holds, and what it does not
public record Guarding(Tone tone, UserMessage lead, UserMessage text) {

    static Guarding of(Guard.State state) {
        return switch (state) {
            case Guard.State.Standing _ -> of(Tone.SUCCESS, "standing");
            case Guard.State.Idle _ -> of(Tone.MUTED, "idle");
            case Guard.State.Unneeded _ -> of(Tone.MUTED, "unneeded");
            case Guard.State.Missing(String why) -> of(Tone.DANGER, "missing", why);
        };
    }

    private static Guarding of(Tone tone, String key, Object... args) {
        return new Guarding(
                tone,
                UserMessage.of("frame.guard." + key),
                UserMessage.of("frame.guard.text." + key, args));
    }
}
