package gpudeck.store.json;

import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.JobSpec.Variable;
import gpudeck.domain.job.RunState;
import java.util.Optional;

/// Takes out what the user asked not to be stored, and what is true for a moment only.
public final class HiddenValues {

    private HiddenValues() {}

    public static RunState removedFrom(RunState state) {
        return new RunState(
                state.id(),
                removedFrom(state.spec()),
                state.steps(),
                state.startedAt(),
                state.type(),
                state.region(),
                state.instance(),
                state.ip(),
                state.launchedAt(),
                state.endedAt(),
                state.discarded(),
                state.resultFiles(),
                Optional.empty(),
                state.gpuUse(),
                state.progress(),
                state.outcome());
    }

    public static JobSpec removedFrom(JobSpec spec) {
        return new JobSpec(
                spec.name(),
                spec.types(),
                spec.region(),
                spec.sshKeyName(),
                spec.image(),
                spec.fileSystems(),
                spec.project(),
                spec.excluded(),
                spec.scripts(),
                spec.variables().stream().map(HiddenValues::removedFrom).toList(),
                spec.results(),
                spec.output(),
                spec.onScriptFailure(),
                spec.waitForCapacity(),
                spec.limits(),
                spec.holding(),
                spec.machine(),
                spec.gpuCheck());
    }

    private static Variable removedFrom(Variable variable) {
        return variable.hidden() ? new Variable(variable.name(), "", true) : variable;
    }
}
