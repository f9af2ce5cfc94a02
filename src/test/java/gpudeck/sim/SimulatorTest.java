package gpudeck.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gpudeck.testing.ClientKey;
import gpudeck.testing.SimulatorExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The simulator as a whole, with options of its own.
class SimulatorTest {

    @TempDir Path folder;

    @Test
    void refusesWhatComesFasterThanTheLimits() throws Exception {
        var limits = new SimOptions.Limits(Duration.ZERO, Duration.ofMinutes(1));
        try (var simulator = start(quick().withLimits(limits))) {
            var api = new ApiCalls(simulator);
            api.launch();

            var second = api.post("/instance-operations/launch", "{}");

            assertThat(second.status()).isEqualTo(429);
            assertThat(second.raw().body()).isEqualTo("error code: 1015");
            assertThat(simulator.launches()).isEqualTo(1);
            assertThat(api.get("/instances").status()).isEqualTo(200);
        }
    }

    @Test
    void refusesRequestsThatComeFasterThanTheLimit() throws Exception {
        var limits = new SimOptions.Limits(Duration.ofMinutes(1), Duration.ZERO);
        try (var simulator = start(quick().withLimits(limits))) {
            var api = new ApiCalls(simulator);

            assertThat(api.get("/regions").status()).isEqualTo(200);
            assertThat(api.get("/regions").status()).isEqualTo(429);
        }
    }

    @Test
    void aFreshInstanceHasNoAddressAndAnEndedOneIsStillListed() throws Exception {
        var hour = Duration.ofHours(1);
        var times = new SimOptions.Times(hour, Duration.ZERO, Duration.ZERO, hour);
        try (var simulator = start(quick().withTimes(times))) {
            var api = new ApiCalls(simulator);

            var id = api.launch();
            var booting = api.get("/instances/" + id).data();
            api.terminate(id);
            var ended = api.await(id, "terminated");

            assertThat(booting.path("status").asText()).isEqualTo("booting");
            assertThat(booting.has("ip")).isFalse();
            assertThat(booting.has("jupyter_url")).isFalse();
            assertThat(ended.path("actions").path("terminate").path("reason_code").asText())
                    .isEqualTo("vm-is-terminating");
        }
    }

    @Test
    void aSecondTerminateAffectsNothing() throws Exception {
        var hour = Duration.ofHours(1);
        var times = new SimOptions.Times(Duration.ZERO, Duration.ZERO, hour, hour);
        try (var simulator = start(quick().withTimes(times))) {
            var api = new ApiCalls(simulator);
            var id = api.launch();
            api.terminate(id);

            var again = api.terminate(id);

            assertThat(again.status()).isEqualTo(200);
            assertThat(again.data().path("terminated_instances")).isEmpty();
        }
    }

    @Test
    void aTypeThatIsSoldOutIsNeitherListedNorLaunched() throws Exception {
        try (var simulator = start(quick())) {
            var api = new ApiCalls(simulator);
            simulator.sellOut("gpu_1x_a10", "us-east-1");

            var types = api.get("/instance-types").data().path("gpu_1x_a10");

            assertThat(types.toString()).doesNotContain("us-east-1").contains("us-west-1");
            assertThatThrownBy(api::launch).hasMessageContaining("insufficient-capacity");
            simulator.restock("gpu_1x_a10", "us-east-1");
            assertThat(api.launch()).isNotEmpty();
        }
    }

    @Test
    void leavesNothingBehindWhenItCloses() throws Exception {
        Set<ProcessHandle> processes;
        try (var simulator = start(quick())) {
            var api = new ApiCalls(simulator);
            var key = ClientKey.in(folder);
            simulator.registerKey("other", key.publicKey());
            var id =
                    api.post(
                                    "/instance-operations/launch",
                                    """
                                    {"region_name":"us-east-1",
                                     "instance_type_name":"gpu_1x_a10",
                                     "ssh_key_names":["other"]}
                                    """)
                            .data()
                            .path("instance_ids")
                            .path(0)
                            .asText();
            try (var ssh = Ssh.connect(api.await(id, "active"), key)) {
                ssh.detach();
            }
            var machine = simulator.machine(id).orElseThrow();
            Ssh.await(Duration.ofSeconds(20), () -> machine.processes().size() == 1);
            processes = Set.copyOf(machine.processes());
        }

        assertThat(processes).noneMatch(SimulatorTest::isRunning);
        try (var left = Files.list(folder.resolve("machines"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void endsWhatACrashLeftBehindButNotWhatAnotherSimulatorHas() throws Exception {
        var rooms = Files.createDirectories(folder.resolve("machines"));
        Files.createFile(rooms.resolve("room-crashed.lock"));
        Files.createDirectories(rooms.resolve("room-crashed/0123/home"));
        try (var running = start(quick())) {
            var id = new ApiCalls(running).launch();

            start(quick()).close();

            assertThat(rooms.resolve("room-crashed")).doesNotExist();
            assertThat(rooms.resolve("room-crashed.lock")).doesNotExist();
            assertThat(running.machine(id).orElseThrow().home()).isDirectory();
        }
    }

    @Test
    void tellsHowToReachItFromAShell() throws Exception {
        try (var simulator = start(quick())) {
            assertThat(simulator.invitation())
                    .contains(
                            "export LAMBDA_API_URL="
                                    + simulator.apiUrl()
                                    + " LAMBDA_API_KEY="
                                    + simulator.apiKey());
        }
    }

    @Test
    void saysThatAPortIsTaken() throws Exception {
        try (var simulator = start(quick())) {
            var taken = quick().withPort(simulator.apiUrl().getPort());

            assertThatThrownBy(() -> Simulator.start(taken)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void isFasterAtAHigherSpeed() throws Exception {
        var slow =
                new SimOptions.Times(
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(1),
                        Duration.ofHours(1));
        try (var simulator = start(quick().withTimes(slow).withSpeed(10_000))) {
            var api = new ApiCalls(simulator);

            assertThat(api.await(api.launch(), "active").path("ip").asText())
                    .isEqualTo("127.0.0.1");
        }
    }

    /// A process that ended counts as alive until its new parent asks for its status; it has no
    /// command then.
    private static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private SimOptions quick() {
        return SimOptions.quick(folder.resolve("machines"));
    }

    private Simulator start(SimOptions options) throws IOException {
        var simulator = Simulator.start(options);
        simulator.registerKey(SimulatorExtension.KEY_NAME, ClientKey.in(folder).publicKey());
        return simulator;
    }
}
