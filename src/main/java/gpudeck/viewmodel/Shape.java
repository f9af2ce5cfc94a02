package gpudeck.viewmodel;

/// The sign of a state, told apart without colour.
public enum Shape {
    DISC,
    HALF_DISC,
    RING,
    RING_WITH_POINT,
    DOTTED_RING,
    DASHED_RING,
    DIAMOND,
    HOLLOW_DIAMOND,
    TRIANGLE,
    DOT
}
