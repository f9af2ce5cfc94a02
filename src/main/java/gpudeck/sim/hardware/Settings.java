package gpudeck.sim.hardware;

import static java.util.stream.Collectors.joining;

import gpudeck.sim.fault.LaunchFault.EccErrors;
import gpudeck.sim.fault.LaunchFault.GpuMemoryInUse;
import gpudeck.sim.fault.LaunchFault.MissingGpus;
import gpudeck.sim.fault.LaunchFault.NoDriver;

/// The hardware as the stand-ins read it: variables of a shell.
record Settings(Hardware hardware) {

    String text() {
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
        ecc_errors='%s'
        memory_in_use='%s'
        """
                .formatted(
                        gpu.name(),
                        gpus(),
                        hardware.has(NoDriver.class) ? 0 : 1,
                        gpu.memory(),
                        gpu.powerLimit(),
                        gpu.computeCapability(),
                        gpu.ecc() ? 1 : 0,
                        gpu.idleState(),
                        hardware.all(EccErrors.class)
                                .map(errors -> errors.gpu() + ":" + errors.count())
                                .collect(joining(" ")),
                        hardware.all(GpuMemoryInUse.class)
                                .map(used -> used.gpu() + ":" + used.mebibytes())
                                .collect(joining(" ")));
    }

    private int gpus() {
        int missing = hardware.all(MissingGpus.class).mapToInt(MissingGpus::count).sum();
        return Math.max(0, hardware.gpus() - missing);
    }
}
