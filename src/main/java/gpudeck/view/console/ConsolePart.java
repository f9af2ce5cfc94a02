package gpudeck.view.console;

/// The columns that are made into nodes: those in sight and a little more, so that not every step
/// to the side makes them anew.
///
/// @param to one more than the last of them
record ConsolePart(int from, int to) {

    private static final int STEP = 256;

    /// @param scrolled px to the left
    /// @param width px that are in sight
    static ConsolePart of(double scrolled, double width, double cell) {
        int first = (int) (scrolled / cell);
        int last = (int) ((scrolled + width) / cell);
        return new ConsolePart(first / STEP * STEP, (last / STEP + 1) * STEP);
    }
}
