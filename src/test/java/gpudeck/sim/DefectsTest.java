package gpudeck.sim;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.sim.fault.LaunchFault;
import gpudeck.testing.SimulatorExtension;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a machine says of itself, sound or not.
class DefectsTest {

    @RegisterExtension final SimulatorExtension simulated = new SimulatorExtension();

    @Test
    void lacksGpusThatTheTypePromises() throws Exception {
        try (var box = eightGpus(new LaunchFault.MissingGpus(1))) {
            assertThat(query(box, "index")).hasSize(7);
            assertThat(box.run("nvidia-smi -L").out().lines()).hasSize(7);
        }
    }

    @Test
    void hasNoGpuAtAll() throws Exception {
        try (var box = oneGpu(new LaunchFault.MissingGpus(1))) {
            assertThat(box.run("nvidia-smi --query-gpu=name --format=csv"))
                    .isEqualTo(new Ssh.Result(6, "", "No devices were found\n", ""));
        }
    }

    @Test
    void hasNoDriver() throws Exception {
        try (var box = oneGpu(new LaunchFault.NoDriver())) {
            var answer = box.run("nvidia-smi --query-gpu=name --format=csv,noheader");

            assertThat(answer.status()).isEqualTo(9);
            assertThat(answer.out())
                    .startsWith(
                            "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA"
                                    + " driver.");
            assertThat(box.run("nvidia-smi").status()).isEqualTo(9);
            assertThat(box.run("dmesg").out()).contains("None of the NVIDIA devices");
        }
    }

    @Test
    void hasMemoryInUseByAnotherProcess() throws Exception {
        try (var box = eightGpus(new LaunchFault.GpuMemoryInUse(3, 12_000))) {
            var rows = query(box, "memory.used,memory.free");

            assertThat(rows.get(2)).isEqualTo("1, 40345");
            assertThat(rows.get(3)).isEqualTo("12001, 28345");
            assertThat(
                            box.run(
                                            "nvidia-smi --query-compute-apps=name,used_memory"
                                                    + " --format=csv,noheader")
                                    .out())
                    .isEqualTo("/usr/bin/python3, 12000 MiB\n");
        }
    }

    @Test
    void hasErrorsOfItsGpusMemory() throws Exception {
        try (var box = eightGpus(new LaunchFault.EccErrors(7, 3))) {
            assertThat(query(box, "ecc.errors.uncorrected.volatile.total"))
                    .containsExactly("0", "0", "0", "0", "0", "0", "0", "3");
        }
    }

    @Test
    void tellsOfErrorsInTheKernelsLog() throws Exception {
        var faults = List.of(new LaunchFault.Xid(0, 79), new LaunchFault.Xid(2, 48));
        try (var box = eightGpus(faults.toArray(LaunchFault[]::new))) {
            assertThat(box.run("dmesg | grep -o 'NVRM: Xid .*' | cut -d, -f1").out())
                    .isEqualTo("NVRM: Xid (PCI:0000:05:00): 79\nNVRM: Xid (PCI:0000:07:00): 48\n");
        }
    }

    @Test
    void saysNothingBadInTheKernelsLogWhenItIsSound() throws Exception {
        try (var box = oneGpu()) {
            assertThat(box.run("dmesg --level=err,warn").out())
                    .contains("NVRM: loading NVIDIA UNIX Kernel Module")
                    .doesNotContain("Xid");
        }
    }

    @Test
    void isSoundAgainAtTheNextLaunch() throws Exception {
        oneGpu(new LaunchFault.NoDriver()).close();

        try (var box = oneGpu()) {
            assertThat(query(box, "name")).containsExactly("NVIDIA A10");
        }
    }

    private Box oneGpu(LaunchFault... faults) throws IOException, InterruptedException {
        return Box.of(simulated, "gpu_1x_a10", "us-east-1", faults);
    }

    private Box eightGpus(LaunchFault... faults) throws IOException, InterruptedException {
        return Box.of(simulated, "gpu_8x_a100", "us-west-2", faults);
    }

    private static List<String> query(Box box, String fields) throws IOException {
        return box.run("nvidia-smi --query-gpu=" + fields + " --format=csv,noheader,nounits")
                .out()
                .lines()
                .toList();
    }
}
