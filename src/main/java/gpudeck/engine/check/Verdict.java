package gpudeck.engine.check;

import gpudeck.domain.MachineFault;
import gpudeck.domain.cloud.InstanceType;
import gpudeck.domain.job.StepNote;
import gpudeck.domain.job.StepNote.Unread;
import gpudeck.engine.check.MachineFacts.Gpu;
import gpudeck.ssh.lock.PythonNeeds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What facts about a machine mean for a job.
///
/// @param faults empty if it may go on
/// @param note what the machine is
public record Verdict(List<MachineFault> faults, StepNote.Checked note) {

    /// A fresh GPU holds next to nothing; older drivers count what they keep for themselves.
    private static final int MOST_USED_PERCENT = 5;

    /// 24 GB are sold for 22.5 GiB.
    private static final int LEAST_MEMORY_PERCENT = 90;

    /// Installers and TLS live with less.
    private static final Duration MOST_SKEW = Duration.ofSeconds(60);

    private static final int DISK_FACTOR = 2;
    private static final double MEBIBYTES_PER_GIGABYTE = 1e9 / (1 << 20);

    public Verdict {
        faults = List.copyOf(faults);
    }

    /// What a machine is held against.
    ///
    /// @param type that was bought
    /// @param projectBytes that will be sent
    public record Promise(InstanceType type, long projectBytes, PythonNeeds needs) {}

    /// @param from when this computer's clock began to wait for the facts
    /// @param until when it had them
    static Verdict of(MachineFacts facts, Promise promise, Instant from, Instant until) {
        var faults = new ArrayList<MachineFault>();
        var type = promise.type();
        if (type.gpus() > 0) {
            facts.noGpus().ifPresentOrElse(faults::add, () -> judgeGpus(facts, type, faults));
            facts.errors().ifPresent(faults::addAll);
        }
        facts.architecture().ifPresent(found -> judgeArchitecture(found, promise, faults));
        long needed = DISK_FACTOR * promise.projectBytes();
        facts.freeDiskBytes().stream()
                .filter(free -> free < needed)
                .forEach(free -> faults.add(new MachineFault.DiskShort(free, needed)));
        facts.clock()
                .flatMap(shown -> skew(shown, from, until))
                .ifPresent(by -> faults.add(new MachineFault.ClockOff(by)));
        return new Verdict(faults, note(facts, type));
    }

    private static void judgeGpus(
            MachineFacts facts, InstanceType type, List<MachineFault> faults) {
        int found = facts.gpus().size();
        if (found < type.gpus()) {
            faults.add(new MachineFault.GpusMissing(found, type.gpus()));
        }
        facts.gpus().forEach(gpu -> judge(gpu, type, faults));
    }

    private static void judge(Gpu gpu, InstanceType type, List<MachineFault> faults) {
        if (isOther(gpu.name(), type)) {
            faults.add(new MachineFault.OtherGpu(gpu.index(), gpu.name(), type.model()));
        } else if (isSmaller(gpu, type)) {
            int promised = type.gpuMemoryGb().orElseThrow();
            faults.add(new MachineFault.SmallerGpu(gpu.index(), gpu.memory(), promised));
        }
        if ((long) gpu.used() * 100 > (long) gpu.memory() * MOST_USED_PERCENT) {
            faults.add(
                    new MachineFault.GpuMemoryInUse(
                            gpu.index(), gpu.used(), gpu.memory(), gpu.process()));
        }
        gpu.eccErrors().stream()
                .filter(count -> count > 0)
                .forEach(count -> faults.add(new MachineFault.EccErrors(gpu.index(), count)));
    }

    /// `RTX 6000` is `Quadro RTX 6000`; the word with the number tells one from another.
    private static boolean isOther(String found, InstanceType type) {
        var promised = type.gpuDescription().isBlank() ? "" : type.model();
        var numbers = Arrays.stream(words(promised)).filter(w -> w.matches(".*[0-9].*")).toList();
        return !numbers.isEmpty()
                && Arrays.stream(words(found)).noneMatch(numbers.getLast()::equalsIgnoreCase);
    }

    private static String[] words(String name) {
        return name.split("[^A-Za-z0-9]+", -1);
    }

    private static boolean isSmaller(Gpu gpu, InstanceType type) {
        return type.gpuMemoryGb().isPresent()
                && gpu.memory() * 100.0
                        < type.gpuMemoryGb().getAsInt()
                                * MEBIBYTES_PER_GIGABYTE
                                * LEAST_MEMORY_PERCENT;
    }

    private static void judgeArchitecture(
            String found, Promise promise, List<MachineFault> faults) {
        promise.type()
                .architecture()
                .filter(promised -> !usual(promised).equals(usual(found)))
                .ifPresent(promised ->
                        faults.add(new MachineFault.OtherArchitecture(found, promised)));
        faults.addAll(promise.needs().against(usual(found)));
    }

    /// As Linux names it.
    private static String usual(String architecture) {
        return switch (architecture) {
            case "arm64" -> "aarch64";
            case "amd64" -> "x86_64";
            default -> architecture;
        };
    }

    /// By how much it is off at least, however long the way took; the part of a second that the
    /// machine left out is in its favour.
    private static Optional<Duration> skew(Instant shown, Instant from, Instant until) {
        var ahead = Duration.between(until, shown);
        var behind = Duration.between(shown.plusSeconds(1), from);
        if (ahead.compareTo(MOST_SKEW) > 0) {
            return Optional.of(ahead);
        }
        return behind.compareTo(MOST_SKEW) > 0 ? Optional.of(behind.negated()) : Optional.empty();
    }

    private static StepNote.Checked note(MachineFacts facts, InstanceType type) {
        var fullest =
                facts.gpus().stream().min(Comparator.comparingInt(g -> g.memory() - g.used()));
        return new StepNote.Checked(
                facts.gpus().size(),
                type.gpus() == 0 ? "" : type.model(),
                fullest.map(Gpu::driver).orElse(""),
                fullest.map(g -> g.memory() - g.used()).orElse(0),
                fullest.map(Gpu::memory).orElse(0),
                facts.freeDiskBytes().orElse(0),
                unread(facts, type));
    }

    private static List<Unread> unread(MachineFacts facts, InstanceType type) {
        var unread = new ArrayList<Unread>();
        if (type.gpus() > 0 && facts.gpus().stream().anyMatch(g -> g.eccErrors().isEmpty())) {
            unread.add(Unread.ECC);
        }
        if (type.gpus() > 0 && facts.errors().isEmpty()) {
            unread.add(Unread.KERNEL_LOG);
        }
        if (facts.architecture().isEmpty()) {
            unread.add(Unread.ARCHITECTURE);
        }
        if (facts.freeDiskBytes().isEmpty()) {
            unread.add(Unread.DISK);
        }
        if (facts.clock().isEmpty()) {
            unread.add(Unread.CLOCK);
        }
        return unread;
    }
}
