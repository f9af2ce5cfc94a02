package gpudeck.engine.job;

import gpudeck.domain.Step;
import java.io.Serial;

/// A run was stopped in this step, by the user or by one of its limits; it is recorded.
final class StoppedException extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    private final Step during;

    StoppedException(Step during) {
        super(during.toString());
        this.during = during;
    }

    Step during() {
        return during;
    }
}
