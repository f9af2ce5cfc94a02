package gpudeck.sim;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.testing.SimulatorExtension;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NvidiaSmiTest {

    private static final String ALL =
            "name,driver_version,memory.total,memory.used,memory.free,"
                    + "ecc.errors.uncorrected.volatile.total,utilization.gpu,temperature.gpu,"
                    + "power.draw,power.limit,pstate,index,uuid";
    private static final String VALUES = " --format=csv,noheader,nounits";

    @RegisterExtension final SimulatorExtension simulated = new SimulatorExtension();

    @Test
    void answersForEachGpuOfTheType() throws Exception {
        try (var box = Box.of(simulated, "gpu_8x_a100", "us-west-2")) {
            var rows = rows(box, "nvidia-smi --query-gpu=" + ALL + VALUES);

            assertThat(rows).hasSize(8);
            assertThat(rows.get(7))
                    .satisfiesExactly(
                            name -> assertThat(name).isEqualTo("NVIDIA A100-SXM4-40GB"),
                            driver -> assertThat(driver).matches("\\d+\\.\\d+\\.\\d+"),
                            total -> assertThat(total).isEqualTo("40960"),
                            used -> assertThat(Integer.parseInt(used)).isBetween(0, 8),
                            free -> assertThat(Integer.parseInt(free)).isBetween(40_000, 40_960),
                            errors -> assertThat(errors).isEqualTo("0"),
                            load -> assertThat(load).isEqualTo("0"),
                            degrees -> assertThat(Integer.parseInt(degrees)).isBetween(25, 45),
                            draw -> assertThat(Double.parseDouble(draw)).isBetween(20.0, 80.0),
                            limit -> assertThat(limit).isEqualTo("400.00"),
                            state -> assertThat(state).isEqualTo("P0"),
                            index -> assertThat(index).isEqualTo("7"),
                            uuid ->
                                    assertThat(uuid)
                                            .matches("GPU-[0-9a-f]{8}(-[0-9a-f]{4}){3}-.*7"));
            assertThat(rows(box, "nvidia-smi --query-gpu=index,name" + VALUES).get(3))
                    .containsExactly("3", "NVIDIA A100-SXM4-40GB");
        }
    }

    @Test
    void writesHeadingsUnitsAndTheTable() throws Exception {
        try (var box = Box.of(simulated, "gpu_1x_a10", "us-east-1")) {
            assertThat(box.run("nvidia-smi --query-gpu=index,utilization.gpu --format=csv").out())
                    .isEqualTo("index, utilization.gpu [%]\n0, 0 %\n");
            assertThat(
                            box.run(
                                            "nvidia-smi --format=csv,nounits"
                                                    + " --query-gpu=memory.total,power.limit")
                                    .out())
                    .isEqualTo("memory.total [MiB], power.limit [W]\n23028, 150.00\n");
            assertThat(box.run("nvidia-smi").out())
                    .contains("NVIDIA-SMI 5")
                    .contains("NVIDIA A10 ")
                    .contains("1MiB /  23028MiB")
                    .contains("No running processes found");
            assertThat(box.run("nvidia-smi -L").out()).startsWith("GPU 0: NVIDIA A10 (UUID: GPU-");
            assertThat(box.run("nvidia-smi --version").out())
                    .startsWith("NVIDIA-SMI version  : 5")
                    .contains("CUDA Version        : 12.8");
        }
    }

    @Test
    void answersForOneGpuAlone() throws Exception {
        try (var box = Box.of(simulated, "gpu_8x_a100", "us-west-2")) {
            var uuid = rows(box, "nvidia-smi --query-gpu=uuid" + VALUES).get(5).getFirst();

            assertThat(box.run("nvidia-smi -i 2 --query-gpu=index" + VALUES).out())
                    .isEqualTo("2\n");
            assertThat(box.run("nvidia-smi --query-gpu=index" + VALUES + " --id=" + uuid).out())
                    .isEqualTo("5\n");
            assertThat(box.run("nvidia-smi -L -i 0,7").out().lines()).hasSize(2);
            assertThat(box.run("nvidia-smi -i 8 --query-gpu=index" + VALUES))
                    .isEqualTo(new Ssh.Result(6, "", "No devices were found\n", ""));
        }
    }

    @Test
    void refusesWhatTheRealOneRefuses() throws Exception {
        try (var box = Box.of(simulated, "gpu_1x_a10", "us-east-1")) {
            assertThat(box.run("nvidia-smi --query-gpu=index,nonsense --format=csv"))
                    .isEqualTo(
                            new Ssh.Result(
                                    2,
                                    "",
                                    "Field \"nonsense\" is not a valid field to query.\n\n",
                                    ""));
            assertThat(box.run("nvidia-smi --query-gpu=index").status()).isEqualTo(2);
            assertThat(box.run("nvidia-smi --nonsense").status()).isEqualTo(2);
        }
    }

    @Test
    void hasWorkWhileAPythonRuns() throws Exception {
        try (var box = Box.of(simulated, "gpu_1x_a10", "us-east-1")) {
            var query = "nvidia-smi --query-gpu=utilization.gpu,memory.used" + VALUES;
            var apps = "nvidia-smi --query-compute-apps=pid,process_name,used_memory --format=csv";
            assertThat(rows(box, query).getFirst()).containsExactly("0", "1");
            assertThat(box.run(apps).out()).isEqualTo("pid, process_name, used_gpu_memory [MiB]\n");

            var pid = box.run("mkfifo end; python3 -c 'open(\"end\")' >out 2>&1 & echo $!");
            box.run("until nvidia-smi | grep python3; do sleep 0.01; done");

            var busy = rows(box, query).getFirst();
            assertThat(Integer.parseInt(busy.getFirst())).isBetween(40, 100);
            assertThat(Integer.parseInt(busy.getLast())).isBetween(5_000, 16_000);
            assertThat(box.run(apps).out().lines().toList().getLast())
                    .matches(pid.out().strip() + ", python3, \\d+ MiB");

            box.run("echo >end; while nvidia-smi | grep python3; do sleep 0.01; done");
            assertThat(rows(box, query).getFirst()).containsExactly("0", "1");
        }
    }

    /// What such a Python starts has its name, too, until it is another program.
    @Test
    void hasNoWorkWhileAPythonOfItsClientLooksAfterIt() throws Exception {
        try (var box = Box.of(simulated, "gpu_1x_a10", "us-east-1")) {
            var starts =
                    """
                    import os, time
                    while True:
                        child = os.fork()
                        if child == 0:
                            time.sleep(0.003)
                            os.execvp("sleep", ["sleep", "0.01"])
                        os.waitpid(child, 0)
                    """;
            box.run("printf %s '" + starts + "' >program");
            box.run(
                    "for i in 1 2 3; do python3 -c 'import sys; exec(sys.stdin.read())'"
                            + " <program >out 2>&1 & done");

            var used =
                    box.run(
                            "for i in $(seq 30); do nvidia-smi --query-gpu=memory.used"
                                    + VALUES
                                    + "; done");

            assertThat(used.out()).isEqualTo("1\n".repeat(30));
        }
    }

    @Test
    void figuresMoveWithTheClock() throws Exception {
        try (var box = Box.of(simulated, "gpu_1x_a10", "us-east-1")) {
            var moved =
                    box.run(
                            "nvidia-smi --query-gpu=power.draw,memory.total"
                                    + VALUES
                                    + " -lms 20 | { n=0; read -r first;"
                                    + " while [ $n -lt 200 ] && read -r next; do n=$((n + 1));"
                                    + " [ \"$next\" = \"$first\" ] || { echo moved; exit; };"
                                    + " done; }");

            assertThat(moved.out()).isEqualTo("moved\n");
        }
    }

    @Test
    void repeatsInALoop() throws Exception {
        try (var box = Box.of(simulated, "gpu_8x_a100", "us-west-2")) {
            var line =
                    box.run(
                            "nvidia-smi --query-gpu=index --format=csv,noheader -lms 20"
                                    + " | head -n 24 | tail -n 1");

            assertThat(line.out()).isEqualTo("7\n");
        }
    }

    @Test
    void isMissingWhereThereIsNoGpu() throws Exception {
        try (var box = Box.of(simulated, "cpu_4x_general", "us-east-3")) {
            assertThat(box.run("command -v nvidia-smi").status()).isEqualTo(1);
        }
    }

    private static List<List<String>> rows(Box box, String line) throws IOException {
        return box.run(line).out().lines().map(row -> Arrays.asList(row.split(", ", -1))).toList();
    }
}
