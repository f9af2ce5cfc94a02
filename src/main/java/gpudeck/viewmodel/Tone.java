package gpudeck.viewmodel;

/// What a colour says. Never the only sign: a shape or a word goes with it.
public enum Tone {
    PLAIN,
    MUTED,
    ACCENT,
    SUCCESS,
    /// A decision is needed soon.
    WARNING,
    /// Money is leaking or work can be lost.
    DANGER
}
