package gpudeck.sim;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.sim.fault.LaunchFault;
import gpudeck.testing.SimulatorExtension;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
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
    void isOfTheArchitectureOfItsType() throws Exception {
        try (var box = oneGpu();
                var arm = Box.of(simulated, "gpu_1x_gh200", "us-east-3")) {
            assertThat(box.run("uname -m").out()).isEqualTo("x86_64\n");
            assertThat(arm.run("uname -m").out()).isEqualTo("aarch64\n");
            assertThat(arm.run("uname -s").out())
                    .isEqualTo(arm.run("PATH=/usr/bin:/bin uname -s").out());
        }
    }

    @Test
    void isOfAnotherArchitecture() throws Exception {
        try (var box = oneGpu(new LaunchFault.WrongArchitecture("aarch64"))) {
            assertThat(box.run("uname -m").out()).isEqualTo("aarch64\n");
        }
    }

    @Test
    void hasAFullDisk() throws Exception {
        try (var box = oneGpu(new LaunchFault.FullDisk(5_000_000))) {
            assertThat(free(box, "df -Pk ~")).isEqualTo("4882");
            assertThat(free(box, "df -P -B1 \"$HOME\"")).isEqualTo("5000000");
            assertThat(free(box, "mkdir -p 'a b' && df -P -k 'a b'")).isEqualTo("4882");
            assertThat(free(box, "touch file && df -B1 -P ./file")).isEqualTo("5000000");
            assertThat(free(box, "df -Pk /")).isNotEqualTo("4882");
            assertThat(free(box, "df -Pk . /")).isNotEqualTo("4882");
            assertThat(free(box, "df -k .")).isNotEqualTo("4882");
            assertThat(free(box, "df -Pki .")).isNotEqualTo("4882");
            assertThat(box.run("df -Pk ./missing").status()).isEqualTo(1);
            assertThat(box.run("df -Pk . | awk 'NR == 1 { print $2 } NR > 1 { print $2, $5, $6 }'"))
                    .extracting(Ssh.Result::out)
                    .isEqualTo("1024-blocks\n1468006400 100% /\n");
        }
    }

    @Test
    void hasTheDiskAndTheClockOfThisComputerOtherwise() throws Exception {
        try (var box = oneGpu()) {
            assertThat(box.run("command -v df date").out())
                    .isNotEmpty()
                    .doesNotContain(box.machine().id());
        }
    }

    @Test
    void hasAClockThatIsWrong() throws Exception {
        try (var behind = oneGpu(new LaunchFault.ClockSkew(Duration.ofHours(-2)));
                var ahead = oneGpu(new LaunchFault.ClockSkew(Duration.ofMinutes(10)))) {
            long now = Instant.now().getEpochSecond();

            assertThat(seconds(behind, "date +%s") - now).isBetween(-7_200L, -7_100L);
            assertThat(seconds(ahead, "date -u +%s") - now).isBetween(600L, 700L);
            assertThat(seconds(ahead, "date '+%s '") - now).isBetween(0L, 100L);
            assertThat(ahead.run("date --nonsense").status()).isEqualTo(1);
        }
    }

    private static long seconds(Box box, String line) throws IOException {
        return Long.parseLong(box.run(line).out().strip());
    }

    private static String free(Box box, String line) throws IOException {
        return box.run(line + " | awk 'NR == 2 { print $4 }'").out().strip();
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
