package gpudeck.engine.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import gpudeck.domain.Cents;
import gpudeck.domain.JobError;
import gpudeck.domain.MachineFault;
import gpudeck.domain.Messages;
import gpudeck.domain.Step;
import gpudeck.domain.job.JobSpec.GpuCheck;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.RunState;
import gpudeck.domain.job.StepNote;
import gpudeck.domain.job.StepState;
import gpudeck.engine.Explanation;
import gpudeck.sim.fault.LaunchFault;
import gpudeck.sim.fault.LaunchFault.Defect;
import gpudeck.testing.JobTest;
import java.nio.file.Files;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a look at the fresh machine finds, and what comes of it.
class GpuCheckJobTest extends JobTest {

    private static final Defect BAD = new LaunchFault.Xid(0, 79);
    private static final MachineFault.Xid FALLEN = new MachineFault.Xid("0000:05:00", 79);

    static Stream<Arguments> defects() {
        return Stream.of(
                defect(
                        new LaunchFault.NoDriver(),
                        fault ->
                                fault instanceof MachineFault.NoDriver(var words)
                                        && words.startsWith("NVIDIA-SMI has failed")),
                defect(new LaunchFault.MissingGpus(1), new MachineFault.GpusMissing(0, 1)::equals),
                defect(
                        new LaunchFault.GpuMemoryInUse(0, 20_000),
                        new MachineFault.GpuMemoryInUse(0, 20_001, 23_028, "python3 (1187)")
                                ::equals),
                defect(new LaunchFault.EccErrors(0, 12), new MachineFault.EccErrors(0, 12)::equals),
                defect(BAD, FALLEN::equals),
                defect(
                        new LaunchFault.WrongArchitecture("aarch64"),
                        new MachineFault.OtherArchitecture("aarch64", "x86_64")::equals),
                defect(
                        new LaunchFault.FullDisk(2 * 1024),
                        fault ->
                                fault instanceof MachineFault.DiskShort(long free, long needed)
                                        && free == 2048
                                        && needed > 4000),
                defect(new LaunchFault.ClockSkew(Duration.ofMinutes(5)), clock(200, 301)),
                defect(new LaunchFault.ClockSkew(Duration.ofMinutes(-5)), clock(-301, -200)));
    }

    private static Arguments defect(Defect defect, Predicate<MachineFault> expected) {
        return arguments(defect, expected);
    }

    private static Predicate<MachineFault> clock(long from, long to) {
        return fault ->
                fault instanceof MachineFault.ClockOff(var by)
                        && by.toSeconds() >= from
                        && by.toSeconds() <= to;
    }

    @ParameterizedTest
    @MethodSource("defects")
    void findsWhatIsWrongAndSendsNothing(Defect defect, Predicate<MachineFault> expected)
            throws Exception {
        given.file("a.py", "x = '" + "x".repeat(2000) + "'");
        simulator().faults().nextLaunch(defect);

        var run = given.run(given.spec("a.py").variable("TOKEN", "c4nary", true));

        var state = run.state().get();
        var failed = failedCheck(state);
        assertThat(failed.faults()).singleElement().matches(expected);
        assertThat(failed.soFar()).isGreaterThan(Cents.ZERO);
        assertThat(sentence(failed)).contains("so far", failed.soFar().toString());
        assertThat(state.step(Step.UPLOAD)).isEqualTo(new StepState.Skipped());
        assertThat(given.written().commands()).isEmpty();
        assertThat(given.journal().runs().find(run.id()).toString()).doesNotContain("c4nary");
        assertThatItEnded(state);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gpu_1x_a10",
                "gpu_8x_v100",
                "gpu_8x_a100_80gb_sxm4",
                "gpu_1x_h100_pcie",
                "gpu_1x_gh200"
            })
    void letsAHealthyMachineOfEachKindThrough(String type) throws Exception {
        given.file("a.py", "print('here')");

        var run = given.run(given.spec("a.py").types(type).results());

        var state = run.state().get();
        assertThat(state.outcome()).contains(new RunOutcome.Succeeded());
        assertThat(note(state).gpus()).isEqualTo(state.type().orElseThrow().gpus());
        assertThat(note(state).driver()).isEqualTo("570.148.08");
        assertThat(note(state).freeMebibytes()).isEqualTo(note(state).totalMebibytes() - 1);
        assertThat(note(state).freeDiskBytes()).isPositive();
    }

    @Test
    void asksAMachineWithoutGpusForTheRest() throws Exception {
        given.file("a.py", "x = '" + "x".repeat(2000) + "'");
        simulator().faults().nextLaunch(new LaunchFault.NoDriver());
        var well = given.run(given.spec("a.py").types("cpu_4x_general").results());

        assertThat(well.state().get().outcome()).contains(new RunOutcome.Succeeded());
        assertThat(note(well.state().get()).gpus()).isZero();

        simulator().faults().nextLaunch(new LaunchFault.FullDisk(1024));
        var full = given.run(given.spec("a.py").types("cpu_4x_general").results());

        assertThat(failedCheck(full.state().get()).faults())
                .singleElement()
                .isInstanceOf(MachineFault.DiskShort.class);
    }

    @Test
    void findsAPackageThatIsLockedForAnotherArchitectureOnly() throws Exception {
        given.file("a.py", "print('here')")
                .file("pyproject.toml", "[project]\nname = 'p'\nversion = '1'\n")
                .file(
                        "uv.lock",
                        """
                        version = 1

                        [[package]]
                        name = "p"
                        version = "1"
                        source = { virtual = "." }
                        dependencies = [{ name = "fast" }]

                        [[package]]
                        name = "fast"
                        version = "2.0"
                        source = { registry = "https://pypi.org/simple" }
                        wheels = [{ url = "https://a/fast-2.0-cp312-cp312-manylinux_2_28_x86_64.whl" }]
                        """);

        var run = given.run(given.spec("a.py").types("gpu_1x_gh200").results());

        assertThat(failedCheck(run.state().get()).faults())
                .containsExactly(new MachineFault.NoWheel("fast 2.0", "aarch64"));
    }

    @Test
    void doesNotLookIfItIsToldNotTo() throws Exception {
        given.file("a.py", "print('all the same')");
        simulator().faults().nextLaunch(new LaunchFault.NoDriver());

        var run = given.run(given.spec("a.py").gpuCheck(GpuCheck.SKIP).results());

        assertThat(run.state().get().outcome()).contains(new RunOutcome.Succeeded());
        assertThat(run.state().get().step(Step.CHECK_GPU)).isEqualTo(new StepState.Skipped());
    }

    /// It was checked before, and its GPU has work by now.
    @Test
    void doesNotLookAgainWhenARunIsTakenUp() throws Exception {
        given.file(
                "a.py",
                """
                import os, time
                print("started", flush=True)
                while not os.path.exists("../go"): time.sleep(0.05)
                """);
        var run = given.start(given.spec("a.py").results());
        given.written().awaitOut("started");
        run.leave();
        given.awaitOver(run);
        Files.createFile(simulator().machines().getFirst().home().resolve("go"));

        var taken = given.attach(run.id());

        assertThat(taken.run()).isEqualTo(new RunOutcome.Succeeded());
    }

    private static StepNote.Checked note(RunState state) {
        var done = (StepState.Done) state.step(Step.CHECK_GPU);
        return (StepNote.Checked) done.note();
    }

    private static String sentence(JobError why) {
        return Messages.load().text(Explanation.of(why));
    }
}
