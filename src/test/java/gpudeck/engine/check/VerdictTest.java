package gpudeck.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.MachineFault;
import gpudeck.domain.cloud.InstanceType;
import gpudeck.domain.job.StepNote;
import gpudeck.domain.job.StepNote.Unread;
import gpudeck.ssh.check.Answer;
import gpudeck.ssh.check.Question;
import gpudeck.ssh.lock.PythonNeeds;
import gpudeck.testing.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// From a machine's words to what they mean.
class VerdictTest {

    private static final Instant NOON = Instant.ofEpochSecond(1_800_000_000);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String A10 = "0, 570.148.08, 23028, 1, 0, 00000000:05:00.0, NVIDIA A10\n";

    private final Map<Question, Answer> answers = new EnumMap<>(Question.class);
    private InstanceType type = type("A10 (24 GB PCIe)", 1, 24);
    private long projectBytes = 1000;
    private Instant until = NOON;

    VerdictTest() {
        say(Question.GPUS, A10);
        say(Question.PROCESSES, "");
        say(Question.KERNEL_LOG, "");
        say(Question.ARCHITECTURE, "x86_64\n");
        say(Question.DISK, disk("480000000"));
        say(Question.CLOCK, NOON.getEpochSecond() + "\n");
    }

    @Test
    void aMachineAsItWasBoughtMayBeUsed() {
        assertThat(verdict())
                .isEqualTo(
                        new Verdict(
                                List.of(),
                                new StepNote.Checked(
                                        1,
                                        "A10",
                                        "570.148.08",
                                        23027,
                                        23028,
                                        480_000_000L * 1024,
                                        List.of())));
    }

    @Test
    void whatCannotBeReadIsSaidAndNotHeldAgainstIt() {
        say(Question.GPUS, A10.replace(" 0, 0000", " [N/A], 0000"));
        answers.put(Question.KERNEL_LOG, new Answer.Said(1, ""));
        answers.put(Question.ARCHITECTURE, new Answer.Late());
        answers.put(Question.DISK, new Answer.Absent());
        say(Question.CLOCK, "noon");

        assertThat(verdict().faults()).isEmpty();
        assertThat(verdict().note().unread()).containsExactly(Unread.values());
    }

    @Test
    void aDriverThatDoesNotAnswerIsAFault() {
        answers.put(Question.GPUS, new Answer.Late());
        assertThat(verdict().faults())
                .containsExactly(new MachineFault.NoAnswer("nvidia-smi", LIMIT));

        answers.put(Question.GPUS, new Answer.Absent());
        assertThat(verdict().faults())
                .containsExactly(new MachineFault.NoDriver("nvidia-smi is not installed"));

        answers.put(Question.GPUS, new Answer.Said(9, "NVIDIA-SMI has failed\n"));
        assertThat(verdict().faults())
                .containsExactly(new MachineFault.NoDriver("NVIDIA-SMI has failed"));

        answers.put(Question.GPUS, new Answer.Said(255, ""));
        assertThat(verdict().faults())
                .containsExactly(new MachineFault.NoDriver("nvidia-smi ended with 255"));
    }

    /// A GPU that is lost has words where its figures were.
    @Test
    void figuresThatAreNoneAreAFault() {
        var lost = "1, 570.148.08, [GPU is lost], [GPU is lost], 0, 00000000:06:00.0, NVIDIA A10";
        say(Question.GPUS, A10 + lost + "\n");

        assertThat(verdict().faults()).containsExactly(new MachineFault.NoDriver(lost));
    }

    @Test
    void eachGpuIsCountedAndHeldAgainstTheType() {
        type = type("A10 (24 GB PCIe)", 4, 24);
        say(
                Question.GPUS,
                A10
                        + "1, 570.148.08, 11264, 1, 0, 00000000:06:00.0, NVIDIA A10\n"
                        + "2, 570.148.08, 23028, 1, 2, 00000000:07:00.0, NVIDIA A10G\n");

        assertThat(verdict().faults())
                .containsExactly(
                        new MachineFault.GpusMissing(3, 4),
                        new MachineFault.SmallerGpu(1, 11264, 24),
                        new MachineFault.OtherGpu(2, "NVIDIA A10G", "A10"),
                        new MachineFault.EccErrors(2, 2));
    }

    @Test
    void noGpuAtAllIsOneThatIsMissing() {
        answers.put(Question.GPUS, new Answer.Said(6, "No devices were found\n"));

        assertThat(verdict().faults()).containsExactly(new MachineFault.GpusMissing(0, 1));
    }

    @Test
    void aTypeThatDescribesNoGpuPromisesOnlyTheirNumber() {
        type = type("", 1, -1);
        say(Question.GPUS, "0, 570.148.08, 4096, 1, 0, 00000000:05:00.0, NVIDIA T400\n");

        assertThat(verdict().faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1151, false", "1152, true"})
    void memoryThatIsInUseIsAFaultFromFivePercentOn(int used, boolean isFault) {
        say(Question.GPUS, A10.replace(", 1, 0,", ", " + used + ", 0,"));

        assertThat(verdict().faults())
                .isEqualTo(
                        isFault
                                ? List.of(new MachineFault.GpuMemoryInUse(0, used, 23028, ""))
                                : List.of());
    }

    @Test
    void whoHoldsTheMemoryIsNamed() {
        say(Question.GPUS, A10.replace(", 1, 0,", ", 9000, 0,"));
        say(
                Question.PROCESSES,
                "00000000:06:00.0, 7, /bin/other\n00000000:05:00.0, 1187, /usr/bin/python3\n");

        assertThat(verdict().faults())
                .containsExactly(new MachineFault.GpuMemoryInUse(0, 9000, 23028, "python3 (1187)"));
    }

    @Test
    void errorsInTheKernelsLogAreFaultsEachOnce() {
        say(
                Question.KERNEL_LOG,
                """
                [   61.1] NVRM: Xid (PCI:0000:05:00): 79, pid=1, GPU has fallen off the bus.
                [   62.1] NVRM: Xid (PCI:0000:05:00): 79, pid=2, again
                [   63.1] NVRM: Xid (PCI:0000:06:00): 48, DBE
                """);

        assertThat(verdict().faults())
                .containsExactly(
                        new MachineFault.Xid("0000:05:00", 79),
                        new MachineFault.Xid("0000:06:00", 48));
    }

    @ParameterizedTest
    @CsvSource({"arm64, aarch64", "x86_64, x86_64", "x86_64, amd64"})
    void anArchitectureHasTwoNames(String promised, String found) {
        type = withArchitecture(promised);
        say(Question.ARCHITECTURE, found + "\n");

        assertThat(verdict().faults()).isEmpty();
    }

    @Test
    void anotherArchitectureThanTheTypesIsAFault() {
        say(Question.ARCHITECTURE, "aarch64\n");

        assertThat(verdict().faults())
                .containsExactly(new MachineFault.OtherArchitecture("aarch64", "x86_64"));
    }

    @Test
    void theDiskMustHoldTheProjectTwice() {
        projectBytes = 512 * 1000;
        say(Question.DISK, disk("1000"));
        assertThat(verdict().faults()).isEmpty();

        say(Question.DISK, disk("999"));
        assertThat(verdict().faults())
                .containsExactly(new MachineFault.DiskShort(999 * 1024, 1_024_000));
    }

    /// The machine's clock was read at some moment of the time that the answer took.
    @ParameterizedTest
    @CsvSource({"0, 0", "60, 0", "61, 61", "-61, 0", "-62, -61", "300, 300", "-86400, -86399"})
    void aClockThatIsOffByMoreThanAMinuteIsAFault(long by, long fault) {
        say(Question.CLOCK, NOON.plusSeconds(by).getEpochSecond() + "");

        assertThat(verdict().faults())
                .isEqualTo(
                        fault == 0
                                ? List.of()
                                : List.of(new MachineFault.ClockOff(Duration.ofSeconds(fault))));
    }

    @Test
    void aSlowAnswerIsNoClockThatIsOff() {
        until = NOON.plusSeconds(14);
        say(Question.CLOCK, NOON.plusSeconds(70).getEpochSecond() + "");
        assertThat(verdict().faults()).isEmpty();

        say(Question.CLOCK, NOON.plusSeconds(75).getEpochSecond() + "");
        assertThat(verdict().faults())
                .containsExactly(new MachineFault.ClockOff(Duration.ofSeconds(61)));

        say(Question.CLOCK, NOON.minusSeconds(50).getEpochSecond() + "");
        assertThat(verdict().faults()).isEmpty();
    }

    @Test
    void aMachineWithoutGpusIsNotAskedForThem() {
        type = type("N/A", 0, -1);
        answers.keySet().removeAll(List.of(Question.GPUS, Question.PROCESSES, Question.KERNEL_LOG));

        assertThat(verdict().faults()).isEmpty();
        assertThat(verdict().note())
                .isEqualTo(new StepNote.Checked(0, "", "", 0, 0, 480_000_000L * 1024, List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "\u001b[2J", "0, 1", "9999999999, 1, 1, 1, 1, 1, 1", "ä\0"})
    void nonsenseIsNeverAHealthyGpu(String nonsense) {
        say(Question.GPUS, nonsense);

        assertThat(verdict().faults()).isNotEmpty();
    }

    private Verdict verdict() {
        return Verdict.of(
                MachineFacts.of(answers, LIMIT),
                new Verdict.Promise(type, projectBytes, PythonNeeds.NONE),
                NOON,
                until);
    }

    private void say(Question question, String text) {
        answers.put(question, new Answer.Said(0, text));
    }

    private static String disk(String free) {
        return """
        Filesystem     1024-blocks     Used Available Capacity Mounted on
        /dev/my disk    1500000000 10000000 %s       3%% /
        """
                .formatted(free);
    }

    private InstanceType withArchitecture(String name) {
        return new InstanceType(
                type.name(),
                type.description(),
                type.gpuDescription(),
                type.pricePerHour(),
                type.gpus(),
                type.gpuMemoryGb(),
                type.vcpus(),
                type.memoryGib(),
                type.storageGib(),
                Optional.of(name));
    }

    /// @param memory below zero if it is not known
    private static InstanceType type(String gpu, int gpus, int memory) {
        return new InstanceType(
                "gpu",
                "1x something (24 GB)",
                gpu,
                Samples.A10.pricePerHour(),
                gpus,
                memory < 0 ? OptionalInt.empty() : OptionalInt.of(memory),
                8,
                64,
                512,
                Optional.of("x86_64"));
    }
}
