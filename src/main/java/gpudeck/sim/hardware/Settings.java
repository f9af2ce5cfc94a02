package gpudeck.sim.hardware;

import static java.util.stream.Collectors.joining;

import gpudeck.sim.fault.LaunchFault.ClockSkew;
import gpudeck.sim.fault.LaunchFault.EccErrors;
import gpudeck.sim.fault.LaunchFault.FullDisk;
import gpudeck.sim.fault.LaunchFault.GpuMemoryInUse;
import gpudeck.sim.fault.LaunchFault.MissingGpus;
import gpudeck.sim.fault.LaunchFault.NoDriver;
import gpudeck.sim.fault.LaunchFault.WrongArchitecture;
import java.time.Duration;

/// The hardware as the stand-ins read it: variables of a shell.
record Settings(Hardware hardware) {

    private static final long GIB = 1L << 30;

    String text() {
        return gpu() + rest();
    }

    private String gpu() {
        var gpu = GpuModel.of(hardware.gpu());
        return """
        model='%s'
        count=%d
        driver=%d
        memory=%d
        power=%d
        capability=%s
        ecc=%d
        idle_state=%s
        """
                .formatted(
                        gpu.name(),
                        gpus(),
                        hardware.has(NoDriver.class) ? 0 : 1,
                        gpu.memory(),
                        gpu.powerLimit(),
                        gpu.computeCapability(),
                        gpu.ecc() ? 1 : 0,
                        gpu.idleState());
    }

    private String rest() {
        return """
        ecc_errors='%s'
        memory_in_use='%s'
        architecture='%s'
        disk_total=%d
        disk_free=%d
        clock_skew=%d
        """
                .formatted(
                        hardware.all(EccErrors.class)
                                .map(errors -> errors.gpu() + ":" + errors.count())
                                .collect(joining(" ")),
                        hardware.all(GpuMemoryInUse.class)
                                .map(used -> used.gpu() + ":" + used.mebibytes())
                                .collect(joining(" ")),
                        architecture(),
                        hardware.storageGib() * GIB,
                        hardware.first(FullDisk.class).map(FullDisk::freeBytes).orElse(0L),
                        hardware.first(ClockSkew.class)
                                .map(ClockSkew::by)
                                .orElse(Duration.ZERO)
                                .toSeconds());
    }

    private String architecture() {
        return hardware.first(WrongArchitecture.class)
                .map(WrongArchitecture::name)
                .orElse(hardware.architecture().equals("arm64") ? "aarch64" : "x86_64");
    }

    private int gpus() {
        int missing = hardware.all(MissingGpus.class).mapToInt(MissingGpus::count).sum();
        return Math.max(0, hardware.gpus() - missing);
    }
}
