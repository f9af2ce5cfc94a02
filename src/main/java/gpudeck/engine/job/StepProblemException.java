package gpudeck.engine.job;

import gpudeck.domain.Problem;
import java.io.Serial;

/// A step ended with a problem that is no exception of its own.
final class StepProblemException extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    StepProblemException(Problem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
