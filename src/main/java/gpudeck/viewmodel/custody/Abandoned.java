package gpudeck.viewmodel.custody;

/// What becomes of machines that a GPU Deck left running which ended without a word.
public enum Abandoned {
    ASK,
    TERMINATE,
    /// Until their leases end.
    KEEP
}
