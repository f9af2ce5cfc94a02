package gpudeck.app.window;

import gpudeck.domain.JobException;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.JobSpec.ScriptCall;
import gpudeck.viewmodel.wizard.WizardDefaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the wizard starts from. In Demo the example project, complete; else the answers given last
/// for the project that ran last. Everything blocks.
record NewJobs(Desktop desktop) {

    private static final String DEMO_TYPE = "gpu_1x_a10";

    WizardDefaults defaults() throws IOException, JobException {
        return desktop.session().isDemo()
                ? example()
                : last().map(WizardDefaults::of).orElseGet(this::empty);
    }

    private WizardDefaults example() throws IOException {
        var empty = empty();
        return new WizardDefaults(
                "example",
                List.of(DEMO_TYPE),
                empty.region(),
                empty.sshKeyName(),
                empty.image(),
                List.of(),
                Optional.of(desktop.session().exampleProject()),
                List.of(),
                List.of(
                        new ScriptCall("train.py", List.of()),
                        new ScriptCall("evaluate.py", List.of())),
                List.of(),
                List.of("results/"),
                empty.output(),
                empty.onScriptFailure(),
                false,
                empty.limits(),
                empty.holding(),
                empty.machine(),
                empty.gpuCheck());
    }

    private Optional<JobSpec> last() throws JobException {
        return desktop.session().engine().jobs().history().stream()
                .map(run -> run.state().spec())
                .filter(spec -> Files.isDirectory(spec.project()))
                .findFirst()
                .map(spec -> desktop.preferences().get().wizardFor(spec.project()).orElse(spec));
    }

    private WizardDefaults empty() {
        var none = WizardDefaults.empty(results());
        return new WizardDefaults(
                none.name(),
                none.types(),
                none.region(),
                desktop.sshKeyName(),
                none.image(),
                none.fileSystems(),
                none.project(),
                none.excluded(),
                none.scripts(),
                none.variables(),
                none.results(),
                none.output(),
                none.onScriptFailure(),
                none.waitForCapacity(),
                none.limits(),
                none.holding(),
                none.machine(),
                none.gpuCheck());
    }

    private Path results() {
        return desktop.preferences().get().resultsFolder().orElse(desktop.session().results());
    }
}
