package gpudeck.sim;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.sim.machine.Machine;
import gpudeck.testing.SimulatorExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InstanceLifeTest {

    @RegisterExtension final SimulatorExtension simulated = new SimulatorExtension();

    private ApiCalls api;

    @BeforeEach
    void connect() {
        api = new ApiCalls(simulated.simulator());
    }

    @Test
    void becomesActiveWithAnAddressAndAPort() throws Exception {
        var id = api.launch();

        assertThat(id).matches("[0-9a-f]{32}");
        var active = api.await(id, "active");
        assertThat(active.path("ip").asText()).isEqualTo("127.0.0.1");
        assertThat(active.path("jupyter_url").asText()).contains(id);
        assertThat(active.path("instance_type").path("price_cents_per_hour").asInt())
                .isEqualTo(129);
        assertThat(Ssh.port(active))
                .isEqualTo(simulated.simulator().machine(id).orElseThrow().port());
    }

    @Test
    void isTerminatingThenGone() throws Exception {
        var id = api.launch();
        api.await(id, "active");
        var home = simulated.simulator().machine(id).orElseThrow().home();

        var answer = api.terminate(id);

        assertThat(answer.data().path("terminated_instances").path(0).path("status").asText())
                .isEqualTo("terminating");
        api.awaitAnswer("/instances/" + id, a -> a.status() == 404);
        assertThat(api.get("/instances").data()).isEmpty();
        Ssh.await(Duration.ofSeconds(20), () -> !Files.exists(home));
    }

    @Test
    void runsCommandsOverSshOnceItIsActive() throws Exception {
        var id = api.launch();
        var instance = api.await(id, "active");

        try (var ssh = Ssh.connect(instance, simulated.key())) {
            var result = ssh.run("echo out; echo err >&2; pwd; exit 3");

            assertThat(result.out())
                    .isEqualTo(
                            "out\n"
                                    + simulated.simulator().machine(id).orElseThrow().home()
                                    + "\n");
            assertThat(result.err()).isEqualTo("err\n");
            assertThat(result.status()).isEqualTo(3);
        }
    }

    @Test
    void terminatingWhileBootingNeverBecomesActive() throws Exception {
        var id = api.launch();

        api.terminate(id);

        api.awaitAnswer(
                "/instances/" + id,
                answer -> {
                    assertThat(answer.data().path("status").asText()).isNotEqualTo("active");
                    return answer.status() == 404;
                });
    }

    @Test
    void restartCutsConnectionsAndComesBackOnTheSamePort() throws Exception {
        var id = api.launch();
        var instance = api.await(id, "active");
        var machine = simulated.simulator().machine(id).orElseThrow();
        try (var before = Ssh.connect(instance, simulated.key())) {
            api.restart(id);
            Ssh.await(Duration.ofSeconds(20), () -> machine.connections() == 0);
            assertThat(before.isDead()).isTrue();
        }

        try (var after = Ssh.connect(api.await(id, "active"), simulated.key())) {
            assertThat(after.run("echo back").out()).isEqualTo("back\n");
        }
    }

    @Test
    void restartKeepsFilesButNoProcess() throws Exception {
        var id = api.launch();
        var machine = simulated.simulator().machine(id).orElseThrow();
        try (var ssh = Ssh.connect(api.await(id, "active"), simulated.key())) {
            ssh.run("mkdir -p .gpudeck/run; echo kept >.gpudeck/run/file");
            ssh.detach();
        }
        assertThat(machine.processes()).isNotEmpty();

        try (var ssh = restart(machine)) {
            assertThat(ssh.run("cat .gpudeck/run/file").out()).isEqualTo("kept\n");
            Ssh.await(Duration.ofSeconds(20), () -> machine.processes().isEmpty());
        }
    }

    @Test
    void eachBootHasAnIdOfItsOwn() throws Exception {
        var id = api.launch();
        var machine = simulated.simulator().machine(id).orElseThrow();
        var ids = new HashSet<String>();
        try (var ssh = Ssh.connect(api.await(id, "active"), simulated.key())) {
            ids.add(bootId(ssh));
            assertThat(bootId(ssh)).isEqualTo(machine.bootId());
        }
        for (int i = 0; i < 2; i++) {
            try (var ssh = restart(machine)) {
                ids.add(bootId(ssh));
                assertThat(bootId(ssh)).isEqualTo(machine.bootId());
            }
        }

        assertThat(ids).hasSize(3).allMatch(one -> UUID.fromString(one).toString().equals(one));
    }

    @Test
    void twoMachinesAreNotOneBoot() throws Exception {
        var one = api.launch();
        var other = api.launch();

        try (var ssh = Ssh.connect(api.await(one, "active"), simulated.key());
                var otherSsh = Ssh.connect(api.await(other, "active"), simulated.key())) {
            assertThat(bootId(ssh)).isNotEqualTo(bootId(otherSsh));
        }
    }

    private static String bootId(Ssh ssh) throws IOException {
        return ssh.run("sysctl -n kernel.random.boot_id").out().strip();
    }

    private Ssh restart(Machine machine) throws IOException, InterruptedException {
        var before = machine.bootId();
        api.restart(machine.id());
        Ssh.await(Duration.ofSeconds(20), () -> !machine.bootId().equals(before));
        return Ssh.connect(api.await(machine.id(), "active"), simulated.key());
    }
}
