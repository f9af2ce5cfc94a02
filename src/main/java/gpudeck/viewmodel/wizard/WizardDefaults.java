package gpudeck.viewmodel.wizard;

import gpudeck.domain.cloud.ImageChoice;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.JobSpec.Afterwards;
import gpudeck.domain.job.JobSpec.GpuCheck;
import gpudeck.domain.job.JobSpec.Holding;
import gpudeck.domain.job.JobSpec.Limits;
import gpudeck.domain.job.JobSpec.Machine;
import gpudeck.domain.job.JobSpec.OnScriptFailure;
import gpudeck.domain.job.JobSpec.RegionChoice;
import gpudeck.domain.job.JobSpec.ScriptCall;
import gpudeck.domain.job.JobSpec.Variable;
import gpudeck.engine.fleet.FleetInstance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What the wizard starts from. What is empty, the user chooses.
public record WizardDefaults(
        String name,
        List<String> types,
        RegionChoice region,
        Optional<String> sshKeyName,
        Optional<ImageChoice> image,
        List<String> fileSystems,
        Optional<Path> project,
        List<String> excluded,
        List<ScriptCall> scripts,
        List<Variable> variables,
        List<String> results,
        Path output,
        OnScriptFailure onScriptFailure,
        boolean waitForCapacity,
        Limits limits,
        Holding holding,
        Machine machine,
        GpuCheck gpuCheck) {

    private static final Limits LIMITS =
            new Limits(Duration.ofHours(4), Optional.empty(), Limits.DEFAULT.boot());

    public WizardDefaults {
        types = List.copyOf(types);
        fileSystems = List.copyOf(fileSystems);
        excluded = List.copyOf(excluded);
        scripts = List.copyOf(scripts);
        variables = List.copyOf(variables);
        results = List.copyOf(results);
    }

    /// @param output where results go unless the user says otherwise
    public static WizardDefaults empty(Path output) {
        return new WizardDefaults(
                "",
                List.of(),
                new RegionChoice.AnyOpen(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                output,
                OnScriptFailure.STOP,
                false,
                LIMITS,
                Holding.DEFAULT,
                Machine.OF_ITS_OWN,
                GpuCheck.STOP);
    }

    /// The same job again, on a machine of its own: one that ran already when it began may be gone.
    /// Hidden values were not kept and are asked for again.
    public static WizardDefaults of(JobSpec spec) {
        return new WizardDefaults(
                spec.name(),
                spec.types(),
                spec.region(),
                spec.sshKeyName().isEmpty() ? Optional.empty() : Optional.of(spec.sshKeyName()),
                spec.image(),
                spec.fileSystems(),
                Optional.of(spec.project()),
                spec.excluded(),
                spec.scripts(),
                spec.variables(),
                spec.results(),
                spec.output(),
                spec.onScriptFailure(),
                spec.waitForCapacity(),
                spec.limits(),
                spec.holding(),
                spec.machine().running().isEmpty() ? spec.machine() : Machine.OF_ITS_OWN,
                spec.gpuCheck());
    }

    /// On this type and in this region; no region means any that is open.
    public WizardDefaults at(String type, Optional<String> place) {
        return on(
                type,
                place.<RegionChoice>map(RegionChoice.In::new).orElseGet(RegionChoice.AnyOpen::new),
                sshKeyName,
                machine);
    }

    /// On an instance that runs already, and goes on to run.
    public WizardDefaults on(FleetInstance there) {
        var instance = there.instance();
        return on(
                instance.type().name(),
                new RegionChoice.In(instance.region().name()),
                instance.sshKeyNames().stream().findFirst(),
                new Machine(Optional.of(there.id()), Afterwards.KEEP));
    }

    private WizardDefaults on(
            String type, RegionChoice place, Optional<String> key, Machine onMachine) {
        return new WizardDefaults(
                name,
                List.of(type),
                place,
                key,
                image,
                fileSystems,
                project,
                excluded,
                scripts,
                variables,
                results,
                output,
                onScriptFailure,
                waitForCapacity,
                limits,
                holding,
                onMachine,
                gpuCheck);
    }
}
