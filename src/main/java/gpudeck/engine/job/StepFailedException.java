package gpudeck.engine.job;

import gpudeck.domain.Problem;
import gpudeck.domain.Step;
import java.io.Serial;

/// A step of a run failed; it is recorded.
final class StepFailedException extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    private final Step during;
    private final transient Problem problem;

    StepFailedException(Step during, Problem problem, Throwable cause) {
        super(during + ": " + problem, cause);
        this.during = during;
        this.problem = problem;
    }

    Step during() {
        return during;
    }

    Problem problem() {
        return problem;
    }
}
