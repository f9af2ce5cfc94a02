package gpudeck.engine.fleet;

import gpudeck.domain.Signal;

/// Somebody who outlives this program, and ends what it started should it go without a word.
public interface Guard {

    sealed interface State {

        /// Nothing has to be guarded.
        record Idle() implements State {}

        /// Leases hold, and what must end with this program ends, even if it crashes.
        record Standing() implements State {}

        /// Only this program guards, while it runs.
        ///
        /// @param why there is nobody else
        record Missing(String why) implements State {}

        /// Nothing is billed here, and nothing outlives this program.
        record Unneeded() implements State {}
    }

    /// None is needed.
    Guard UNNEEDED = of(new State.Unneeded());

    Signal<State> state();

    /// Returns when somebody stands guard, or is known not to come: that is shown, and keeps nobody
    /// from launching. To be called when the journal has what is to be guarded.
    void stand() throws InterruptedException;

    /// Nothing has to be guarded any more.
    default void standDown() {}

    private static Guard of(State state) {
        var signal = new Signal<State>(state);
        return new Guard() {
            @Override
            public Signal<State> state() {
                return signal;
            }

            @Override
            public void stand() {}
        };
    }
}
