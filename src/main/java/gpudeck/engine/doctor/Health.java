package gpudeck.engine.doctor;

/// How something is.
public enum Health {
    FINE,
    /// A launch would work.
    LOOK,
    /// A launch would fail, or buy what could not be used.
    FIX
}
