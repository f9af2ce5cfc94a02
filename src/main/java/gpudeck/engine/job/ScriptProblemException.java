package gpudeck.engine.job;

import gpudeck.domain.Problem;
import java.io.Serial;

/// A script failed, as scripts do.
final class ScriptProblemException extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ScriptProblemException(Problem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
