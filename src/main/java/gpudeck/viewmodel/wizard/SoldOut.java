package gpudeck.viewmodel.wizard;

/// What to do if the type sells out before the launch.
public enum SoldOut {
    /// Nothing is bought.
    GIVE_UP,
    /// The next cheapest types with at least as much GPU memory and as many GPUs.
    TRY_LARGER,
    WAIT
}
