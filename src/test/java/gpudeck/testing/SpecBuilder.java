package gpudeck.testing;

import gpudeck.domain.Cents;
import gpudeck.domain.cloud.InstanceId;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A job of a test, with what matters to it set apart.
public final class SpecBuilder {

    private String name = "train";
    private List<String> types = List.of(Samples.A10.name());
    private RegionChoice region = new RegionChoice.AnyOpen();
    private String key;
    private Path project;
    private Path output;
    private final List<ScriptCall> scripts = new ArrayList<>();
    private final List<Variable> variables = new ArrayList<>();
    private List<String> results = List.of("results/");
    private OnScriptFailure onScriptFailure = OnScriptFailure.STOP;
    private boolean waitForCapacity;
    private Limits limits = Limits.DEFAULT;
    private Holding holding = Holding.DEFAULT;
    private Machine machine = Machine.OF_ITS_OWN;
    private GpuCheck gpuCheck = GpuCheck.STOP;

    public SpecBuilder(Path project, Path output, String key, String... scripts) {
        this.project = project;
        this.output = output;
        this.key = key;
        for (var script : scripts) {
            this.scripts.add(new ScriptCall(script, List.of()));
        }
    }

    public SpecBuilder name(String now) {
        name = now;
        return this;
    }

    public SpecBuilder types(String... now) {
        types = List.of(now);
        return this;
    }

    public SpecBuilder in(String now) {
        region = new RegionChoice.In(now);
        return this;
    }

    public SpecBuilder key(String now) {
        key = now;
        return this;
    }

    public SpecBuilder project(Path now) {
        project = now;
        return this;
    }

    public SpecBuilder output(Path now) {
        output = now;
        return this;
    }

    public SpecBuilder script(String path, String... arguments) {
        scripts.add(new ScriptCall(path, List.of(arguments)));
        return this;
    }

    public SpecBuilder variable(String variable, String value, boolean hidden) {
        variables.add(new Variable(variable, value, hidden));
        return this;
    }

    public SpecBuilder results(String... now) {
        results = List.of(now);
        return this;
    }

    public SpecBuilder goOnWhenAScriptFails() {
        onScriptFailure = OnScriptFailure.GO_ON;
        return this;
    }

    public SpecBuilder waitForCapacity() {
        waitForCapacity = true;
        return this;
    }

    public SpecBuilder lease(Duration now) {
        limits = new Limits(now, limits.money(), limits.boot());
        return this;
    }

    public SpecBuilder money(long cents) {
        limits = new Limits(limits.lease(), Optional.of(new Cents(cents)), limits.boot());
        return this;
    }

    public SpecBuilder hold(Duration atMost, Holding.Then then) {
        holding = new Holding(atMost, then);
        return this;
    }

    public SpecBuilder gpuCheck(GpuCheck now) {
        gpuCheck = now;
        return this;
    }

    public SpecBuilder boot(Duration now) {
        limits = new Limits(limits.lease(), limits.money(), now);
        return this;
    }

    /// On an instance of its own that runs on afterwards.
    public SpecBuilder keep() {
        machine = new Machine(Optional.empty(), Afterwards.KEEP);
        return this;
    }

    /// On an instance that runs already.
    public SpecBuilder on(InstanceId running, Afterwards then) {
        machine = new Machine(Optional.of(running), then);
        return this;
    }

    public JobSpec build() {
        return new JobSpec(
                name,
                types,
                region,
                key,
                Optional.empty(),
                List.of(),
                project,
                List.of(),
                scripts,
                variables,
                results,
                output,
                onScriptFailure,
                waitForCapacity,
                limits,
                holding,
                machine,
                gpuCheck);
    }
}
