package gpudeck.store.journal;

import static gpudeck.testing.Samples.A10;
import static gpudeck.testing.Samples.MORNING;
import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Cents;
import gpudeck.domain.CloudError;
import gpudeck.domain.JobError;
import gpudeck.domain.MachineFault;
import gpudeck.domain.Problem;
import gpudeck.domain.SshError;
import gpudeck.domain.Step;
import gpudeck.domain.cloud.ImageChoice;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.job.Discarded;
import gpudeck.domain.job.GpuUse;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.JobSpec.Variable;
import gpudeck.domain.job.Progress;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.RunState;
import gpudeck.domain.job.StepNote;
import gpudeck.domain.job.StepState;
import gpudeck.store.json.Json;
import gpudeck.testing.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SavedRunTest {

    @TempDir Path folder;

    private Journal journal;

    @BeforeEach
    void open() throws Exception {
        journal = Journal.open(folder.resolve("journal.db"));
    }

    @AfterEach
    void close() throws Exception {
        journal.close();
    }

    @Test
    void comesBackAsItWasSaved() throws Exception {
        var spec = richSpec(List.of(new Variable("EPOCHS", "3", false)));
        var state = state(spec, everyStep(), new RunOutcome.Succeeded());

        journal.runs().save(state, folder);

        assertThat(journal.runs().find(state.id()))
                .contains(new SavedRun(state, folder, Optional.of(journal.program())));
    }

    @Test
    void hiddenValuesNeverReachTheDisk() throws Exception {
        var spec =
                richSpec(
                        List.of(
                                new Variable("TOKEN", "s3cr3t-value", true),
                                new Variable("EPOCHS", "3", false)));
        var state = state(spec, Map.of(), new RunOutcome.Interrupted());

        journal.runs().save(state, folder);

        assertThat(journal.runs().find(state.id()).orElseThrow().state().spec().variables())
                .containsExactly(
                        new Variable("TOKEN", "", true), new Variable("EPOCHS", "3", false));
        try (var files = java.nio.file.Files.list(folder)) {
            assertThat(files.filter(java.nio.file.Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file ->
                            assertThat(
                                            new String(
                                                    java.nio.file.Files.readAllBytes(file),
                                                    java.nio.charset.StandardCharsets.ISO_8859_1))
                                    .doesNotContain("s3cr3t-value"));
        }
    }

    static Stream<Problem> problems() {
        return Stream.of(
                new CloudError.TimedOut("cloud.example", Duration.ofSeconds(30)),
                new SshError.TimedOut("boot", Duration.ofMinutes(10)),
                new JobError.TimedOut(Step.BOOT, Duration.ofMinutes(30)),
                new CloudError.QuotaExceeded("too many", Optional.of("ask for more")),
                new CloudError.InvalidApiKey(),
                new SshError.CommandFailed("uv sync", 2, "no such \"file\"\nné"),
                new JobError.NoResults(List.of("results/", "*.csv")),
                new JobError.ResultsIncomplete(
                        3,
                        40,
                        List.of("results/a"),
                        "runs/1",
                        new SshError.ConnectionLost("203.0.113.7", "reset")),
                new JobError.GpuCheckFailed(
                        List.of(
                                new MachineFault.NoDriver("failed"),
                                new MachineFault.ClockOff(Duration.ofSeconds(-90))),
                        new Cents(12)),
                new JobError.LimitReached(JobError.Limit.MONEY));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void keepsWhyItFailed(Problem why) throws Exception {
        var state =
                state(
                        richSpec(List.of()),
                        Map.of(Step.BOOT, new StepState.Failed(MORNING, MORNING, why)),
                        new RunOutcome.Failed(Step.BOOT, why));

        journal.runs().save(state, folder);

        assertThat(journal.runs().find(state.id()).orElseThrow().state()).isEqualTo(state);
    }

    @Test
    void aJobOfAnEarlierVersionHoldsItsResultsAsIsUsual() throws Exception {
        var job = Samples.job(Path.of("project"), Path.of("out"));
        var earlier = Json.write(job).replaceFirst(",\"holding\":\\{[^}]*}", "");

        assertThat(earlier).doesNotContain("holding");
        assertThat(Json.read(earlier, JobSpec.class)).isEqualTo(job);
    }

    @Test
    void aJobOfAnEarlierVersionIsCheckedAsIsUsual() throws Exception {
        var job = Samples.job(Path.of("project"), Path.of("out"));
        var earlier = Json.write(job).replaceFirst(",\"gpuCheck\":\"STOP\"", "");

        assertThat(earlier).doesNotContain("gpuCheck");
        assertThat(Json.read(earlier, JobSpec.class)).isEqualTo(job);
    }

    @Test
    void keepsTheMachinesThatWereGivenBack() throws Exception {
        var bad =
                new Discarded(
                        new InstanceId("i-6"),
                        A10,
                        "us-west-1",
                        MORNING,
                        MORNING.plusSeconds(600),
                        new JobError.GpuCheckFailed(
                                List.of(new MachineFault.Xid("0000:05:00", 79)), new Cents(20)));
        var now = state(richSpec(List.of()), everyStep(), new RunOutcome.Succeeded());
        var state =
                new RunState(
                        now.id(),
                        now.spec(),
                        now.steps(),
                        now.startedAt(),
                        now.type(),
                        now.region(),
                        now.instance(),
                        now.ip(),
                        now.launchedAt(),
                        now.endedAt(),
                        List.of(bad),
                        now.resultFiles(),
                        now.contact(),
                        now.gpuUse(),
                        now.progress(),
                        now.outcome());

        journal.runs().save(state, folder);

        var read = journal.runs().find(state.id()).orElseThrow().state();
        assertThat(read).isEqualTo(state);
        assertThat(read.costSoFar(MORNING))
                .isEqualTo(new Cents(22).plus(now.costSoFar(MORNING)))
                .isGreaterThan(now.costSoFar(MORNING));
    }

    /// It went on without the step; what had not come that far yet does it.
    @Test
    void aRunOfAnEarlierVersionPassesOverAStepThatItDidNotKnow() throws Exception {
        assertThat(ofEarlierVersion(Step.UPLOAD).step(Step.CHECK_GPU))
                .isEqualTo(new StepState.Skipped());
        assertThat(ofEarlierVersion(Step.CONNECT).step(Step.CHECK_GPU))
                .isEqualTo(new StepState.Waiting());
    }

    private RunState ofEarlierVersion(Step underWay) throws Exception {
        var running = new StepState.Running(MORNING, new StepNote.None());
        var state =
                state(richSpec(List.of()), Map.of(underWay, running), new RunOutcome.Interrupted());
        var earlier =
                Json.write(state)
                        .replaceFirst("\"CHECK_GPU\":\\{[^}]*},", "")
                        .replaceFirst("\"discarded\":\\[],", "");
        assertThat(earlier).doesNotContain("CHECK_GPU", "discarded");
        return Json.read(earlier, RunState.class);
    }

    /// The names in the file are a promise to later versions: a renamed class must not orphan them.
    @Test
    void isWrittenWithStableNames() {
        assertThat(
                        Json.write(
                                new Sample(
                                        new StepState.Running(
                                                MORNING, new StepNote.Address("::1")))))
                .isEqualTo(
                        """
                        {"state":{"kind":"StepState.Running","since":"2026-03-02T08:00:00Z",\
                        "note":{"kind":"StepNote.Address","ip":"::1"}}}\
                        """);
        assertThat(Json.write(Samples.job(Path.of("project"), Path.of("out"))))
                .isEqualTo(
                        """
                        {"name":"train","types":["gpu_1x_a10"],\
                        "region":{"kind":"RegionChoice.In","region":"us-south-1"},\
                        "sshKeyName":"laptop","image":null,"fileSystems":[],"project":"project",\
                        "excluded":[],"scripts":[{"path":"train.py",\
                        "arguments":["--epochs","3"]}],"variables":[],"results":["results/"],\
                        "output":"out","onScriptFailure":"STOP","waitForCapacity":false,\
                        "limits":{"lease":"PT12H","money":null,"boot":"PT30M"},\
                        "holding":{"atMost":"PT30M","then":"KEEP_UNTIL_LEASE_ENDS"},\
                        "machine":{"running":null,"afterwards":"TERMINATE"},\
                        "gpuCheck":"STOP"}\
                        """);
    }

    @Test
    void fieldsOfOtherVersionsDoNotHideARun() throws Exception {
        var read =
                Json.read(
                        """
                        {"name":"train","types":["gpu_1x_a10"],"priority":{"high":true},
                        "region":{"kind":"RegionChoice.AnyOpen","since":3},"sshKeyName":"laptop",
                        "project":"p","output":"o","onScriptFailure":"STOP",
                        "limits":{"lease":"PT1H","boot":"PT30M"}}\
                        """,
                        JobSpec.class);

        assertThat(read.scripts()).isEmpty();
        assertThat(read.image()).isEmpty();
        assertThat(read.limits().money()).isEmpty();
        assertThat(read.region()).isEqualTo(new JobSpec.RegionChoice.AnyOpen());
    }

    private record Sample(StepState state) {}

    private static Map<Step, StepState> everyStep() {
        var later = MORNING.plusSeconds(60);
        return Map.of(
                Step.PREPARE,
                new StepState.Done(MORNING, later, new StepNote.None()),
                Step.LAUNCH,
                new StepState.Done(
                        MORNING, later, new StepNote.Place("gpu_1x_a10", "us-east-1", 2)),
                Step.UPLOAD,
                new StepState.Running(later, new StepNote.Transfer(1, 2, 3, 4, 5)),
                Step.SET_UP,
                new StepState.Failed(MORNING, later, new JobError.SetUpFailed("uv sync", 2)),
                Step.SCRIPTS,
                new StepState.Cancelled(MORNING, later),
                Step.DOWNLOAD,
                new StepState.Skipped());
    }

    private JobSpec richSpec(List<Variable> variables) {
        var plain = Samples.job(folder.resolve("my project é"), folder.resolve("out"));
        return new JobSpec(
                plain.name(),
                plain.types(),
                new JobSpec.RegionChoice.AnyOpen(),
                plain.sshKeyName(),
                Optional.of(new ImageChoice.Family("lambda-stack-24-04")),
                List.of("data"),
                plain.project(),
                List.of("big.bin"),
                plain.scripts(),
                variables,
                plain.results(),
                plain.output(),
                JobSpec.OnScriptFailure.GO_ON,
                true,
                new JobSpec.Limits(
                        Duration.ofHours(2), Optional.of(new Cents(1500)), Duration.ofMinutes(20)),
                new JobSpec.Holding(Duration.ofMinutes(45), JobSpec.Holding.Then.TERMINATE_ANYWAY),
                new JobSpec.Machine(Optional.of(new InstanceId("i-7")), JobSpec.Afterwards.KEEP),
                JobSpec.GpuCheck.TRY_ANOTHER);
    }

    private static RunState state(JobSpec spec, Map<Step, StepState> steps, RunOutcome outcome) {
        return new RunState(
                Samples.run(7),
                spec,
                steps,
                MORNING,
                Optional.of(A10),
                Optional.of("us-east-1"),
                Optional.of(new InstanceId("i-7")),
                Optional.of("203.0.113.7"),
                Optional.of(MORNING.plusSeconds(3)),
                Optional.of(MORNING.plusSeconds(300)),
                List.of(),
                2,
                Optional.empty(),
                Optional.of(new GpuUse(87.5, Duration.ofMinutes(4), Duration.ofSeconds(5))),
                new Progress(
                        "Train",
                        Optional.of(new Progress.Count(2, 3)),
                        Optional.of(new Progress.Count(1284, 2310)),
                        OptionalDouble.of(0.93),
                        Optional.of(Duration.ofSeconds(1105)),
                        OptionalDouble.of(Double.NaN)),
                Optional.of(outcome));
    }
}
