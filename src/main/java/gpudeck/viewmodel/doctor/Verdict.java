package gpudeck.viewmodel.doctor;

import gpudeck.viewmodel.Tone;

/// How something is.
public enum Verdict {
    FINE(Tone.SUCCESS),
    /// A launch would work.
    LOOK(Tone.WARNING),
    /// A launch would fail, or buy what could not be used.
    FIX(Tone.DANGER);

    private final Tone tone;

    Verdict(Tone tone) {
        this.tone = tone;
    }

    public Tone tone() {
        return tone;
    }
}
