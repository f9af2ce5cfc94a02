package gpudeck.cli.run;

import gpudeck.cli.CommandException;
import gpudeck.cli.ImageReader;
import gpudeck.cli.LeaseOptions;
import gpudeck.cli.RegionReader;
import gpudeck.cli.Session;
import gpudeck.cli.Terminal;
import gpudeck.cli.TimeReader;
import gpudeck.domain.cloud.ImageChoice;
import gpudeck.domain.job.ArgumentText;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.JobSpec.Afterwards;
import gpudeck.domain.job.JobSpec.GpuCheck;
import gpudeck.domain.job.JobSpec.Holding;
import gpudeck.domain.job.JobSpec.Holding.Then;
import gpudeck.domain.job.JobSpec.Limits;
import gpudeck.domain.job.JobSpec.Machine;
import gpudeck.domain.job.JobSpec.OnScriptFailure;
import gpudeck.domain.job.JobSpec.ScriptCall;
import gpudeck.domain.job.JobSpec.Variable;
import gpudeck.engine.ProjectPreview;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.store.Setting;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What the job of `gpudeck run` is.
final class JobOptions {

    private static final String DEMO_TYPE = "gpu_1x_a10";
    private static final List<String> DEMO_SCRIPTS = List.of("train.py", "evaluate.py");
    private static final List<String> DEMO_RESULTS = List.of("results/");

    @Option(names = "--type", paramLabel = "TYPE", descriptionKey = "cli.option.types")
    private List<String> types = List.of();

    @Option(names = "--region", paramLabel = "NAME", descriptionKey = "cli.option.region")
    private String region = RegionReader.ANY;

    @Option(names = "--project", paramLabel = "DIR", descriptionKey = "cli.option.project")
    private Optional<Path> project = Optional.empty();

    @Option(names = "--script", paramLabel = "SCRIPT", descriptionKey = "cli.option.script")
    private List<String> scripts = List.of();

    @Option(names = "--result", paramLabel = "PATH", descriptionKey = "cli.option.result")
    private List<String> results = List.of();

    @Option(names = "--out", paramLabel = "DIR", descriptionKey = "cli.option.out")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--name", paramLabel = "NAME", descriptionKey = "cli.option.jobName")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--image",
            paramLabel = "FAMILY|ID",
            converter = ImageReader.class,
            descriptionKey = "cli.option.image")
    private Optional<ImageChoice> image = Optional.empty();

    @Option(names = "--file-system", paramLabel = "NAME", descriptionKey = "cli.option.fileSystem")
    private List<String> fileSystems = List.of();

    @Option(names = "--env", paramLabel = "NAME[=VALUE]", descriptionKey = "cli.option.env")
    private List<String> variables = List.of();

    @Option(names = "--exclude", paramLabel = "PATH", descriptionKey = "cli.option.exclude")
    private List<String> excluded = List.of();

    @Option(
            names = "--on-script-failure",
            paramLabel = "stop|go-on",
            converter = FailureReader.class,
            descriptionKey = "cli.option.onScriptFailure")
    private OnScriptFailure onScriptFailure = OnScriptFailure.STOP;

    @Mixin private final LeaseOptions lease = new LeaseOptions();

    @Option(
            names = "--hold",
            paramLabel = "TIME",
            converter = TimeReader.class,
            descriptionKey = "cli.option.hold")
    private Duration hold = Holding.DEFAULT.atMost();

    @Option(
            names = "--then",
            paramLabel = "keep|terminate",
            converter = ThenReader.class,
            descriptionKey = "cli.option.then")
    private Then then = Holding.DEFAULT.then();

    @ArgGroup private GpuCheckOptions gpuCheck = new GpuCheckOptions();

    /// What becomes of a machine that is no good; one of them at most.
    static final class GpuCheckOptions {

        @Option(names = "--another-on-bad-gpu", descriptionKey = "cli.option.anotherOnBadGpu")
        private boolean another;

        @Option(names = "--no-gpu-check", descriptionKey = "cli.option.noGpuCheck")
        private boolean skip;

        GpuCheck choice() {
            if (skip) {
                return GpuCheck.SKIP;
            }
            return another ? GpuCheck.TRY_ANOTHER : GpuCheck.STOP;
        }
    }

    @Option(names = "--wait-for-capacity", descriptionKey = "cli.option.waitForCapacity")
    private boolean waitForCapacity;

    @Option(names = "--on", paramLabel = "INSTANCE", descriptionKey = "cli.option.on")
    private Optional<String> on = Optional.empty();

    @Option(
            names = "--afterwards",
            paramLabel = "terminate|keep",
            converter = AfterwardsReader.class,
            descriptionKey = "cli.option.afterwards")
    private Optional<Afterwards> afterwards = Optional.empty();

    private static final class FailureReader extends ChoiceReader<OnScriptFailure> {
        FailureReader() {
            super("stop", OnScriptFailure.STOP, "go-on", OnScriptFailure.GO_ON);
        }
    }

    private static final class ThenReader extends ChoiceReader<Then> {
        ThenReader() {
            super("keep", Then.KEEP_UNTIL_LEASE_ENDS, "terminate", Then.TERMINATE_ANYWAY);
        }
    }

    private static final class AfterwardsReader extends ChoiceReader<Afterwards> {
        AfterwardsReader() {
            super("terminate", Afterwards.TERMINATE, "keep", Afterwards.KEEP);
        }
    }

    /// The instance that the job is to run on, as the user names it; empty for one of its own.
    Optional<String> on() {
        return on;
    }

    /// The same as [#spec], on an instance that runs already.
    JobSpec spec(Session session, Terminal terminal, FleetInstance running)
            throws CommandException, IOException {
        var instance = running.instance();
        var key = instance.sshKeyNames().stream().findFirst().orElse("");
        return spec(session, terminal, key, false)
                .on(
                        running.id(),
                        instance.type().name(),
                        instance.region().name(),
                        afterwards.orElse(Afterwards.KEEP));
    }

    /// What of the project would be sent.
    ProjectPreview preview() throws CommandException, IOException, InterruptedException {
        if (project.isEmpty()) {
            throw CommandException.usage("cli.run.missing", "--project");
        }
        try {
            return ProjectPreview.of(project.get(), excluded);
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw CommandException.usage("cli.path.missing", project.get().toString());
        }
    }

    /// With `demo`, what is left out is the example's.
    JobSpec spec(Session session, Terminal terminal, String keyName, boolean demo)
            throws CommandException, IOException {
        boolean example = demo && project.isEmpty();
        var folder = example ? session.exampleProject() : project.orElse(Path.of(""));
        var absolute = folder.toAbsolutePath().normalize();
        var agreed = lease.lease();
        return new JobSpec(
                name.orElseGet(() -> nameOf(absolute)),
                demo && types.isEmpty() ? List.of(DEMO_TYPE) : types,
                RegionReader.choice(region),
                keyName,
                image,
                fileSystems,
                absolute,
                excluded,
                calls(example && scripts.isEmpty() ? DEMO_SCRIPTS : scripts),
                variables(terminal),
                example && results.isEmpty() ? DEMO_RESULTS : results,
                out.map(dir -> dir.toAbsolutePath().normalize()).orElseGet(session::results),
                onScriptFailure,
                waitForCapacity,
                new Limits(agreed.longest(), agreed.budget(), Limits.DEFAULT.boot()),
                new Holding(hold, then),
                new Machine(Optional.empty(), afterwards.orElse(Afterwards.TERMINATE)),
                gpuCheck.choice());
    }

    /// Before anything is opened.
    void check(boolean demo) throws CommandException {
        if (demo && (on.isPresent() || afterwards.equals(Optional.of(Afterwards.KEEP)))) {
            throw CommandException.usage("cli.run.detach.demo");
        }
        if (on.isPresent() && isPlaceGiven()) {
            throw CommandException.usage("cli.run.on.place");
        }
        if (types.isEmpty() && on.isEmpty() && !demo) {
            throw CommandException.usage("cli.run.missing", "--type");
        }
        if (project.isEmpty() && !demo) {
            throw CommandException.usage("cli.run.missing", "--project");
        }
        if (scripts.isEmpty() && !(demo && project.isEmpty())) {
            throw CommandException.usage("cli.run.missing", "--script");
        }
        for (var script : scripts) {
            if (ArgumentText.split(script).isEmpty()) {
                throw CommandException.usage("cli.run.blankScript");
            }
        }
    }

    /// What is decided already for an instance that runs.
    private boolean isPlaceGiven() {
        return !types.isEmpty()
                || !region.equals(RegionReader.ANY)
                || image.isPresent()
                || !fileSystems.isEmpty()
                || waitForCapacity
                || lease.isGiven();
    }

    private static String nameOf(Path folder) {
        var last = folder.getFileName();
        return last == null ? "job" : last.toString();
    }

    private static List<ScriptCall> calls(List<String> texts) {
        return texts.stream()
                .map(ArgumentText::split)
                .map(words -> new ScriptCall(words.getFirst(), words.subList(1, words.size())))
                .toList();
    }

    /// A name without a value takes the value from the environment and hides it: others can read
    /// command lines.
    private List<Variable> variables(Terminal terminal) throws CommandException {
        var all = new ArrayList<Variable>();
        for (var text : variables) {
            int equals = text.indexOf('=');
            refuseApiKey(equals >= 0 ? text.substring(0, equals) : text);
            if (equals >= 0) {
                all.add(new Variable(text.substring(0, equals), text.substring(equals + 1), false));
            } else {
                var value = terminal.variable(text);
                if (value.isEmpty()) {
                    throw CommandException.usage("cli.run.noVariable", text);
                }
                all.add(new Variable(text, value.get(), true));
            }
        }
        return all;
    }

    /// On a rented machine it could rent more.
    private static void refuseApiKey(String name) throws CommandException {
        if (name.equals(Setting.API_KEY.key())) {
            throw CommandException.usage("cli.run.apiKey", name);
        }
    }
}
