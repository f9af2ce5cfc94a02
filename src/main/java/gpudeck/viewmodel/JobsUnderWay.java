package gpudeck.viewmodel;

import gpudeck.domain.RunId;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.job.RunState;
import gpudeck.engine.fleet.FleetInstance;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The jobs of this program that are not over, as they are now.
public record JobsUnderWay(List<RunState> states) {

    public JobsUnderWay {
        states = List.copyOf(states);
    }

    /// The job that works on the machine, or is about to: the one that launched it, or one that
    /// came to it later.
    public Optional<RunState> on(FleetInstance machine) {
        return states.stream()
                .filter(job ->
                        isOn(job, machine.id()) || machine.run().equals(Optional.of(job.id())))
                .findFirst();
    }

    private static boolean isOn(RunState job, InstanceId machine) {
        return job.instance().or(job.spec().machine()::running).equals(Optional.of(machine));
    }

    public Optional<RunState> find(RunId run) {
        return states.stream().filter(job -> job.id().equals(run)).findFirst();
    }

    /// The names of those that work on these machines.
    public List<String> namesOn(Collection<FleetInstance> machines) {
        return machines.stream()
                .flatMap(machine -> on(machine).stream())
                .map(job -> job.spec().name())
                .toList();
    }
}
