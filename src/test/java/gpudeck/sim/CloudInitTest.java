package gpudeck.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import gpudeck.sim.cloudinit.UserData;
import gpudeck.sim.fault.LaunchFault;
import gpudeck.sim.machine.Machine;
import gpudeck.testing.ClientKey;
import gpudeck.testing.SimulatorExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Which host key a machine shows, and when.
class CloudInitTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir Path folder;

    private ClientKey key;
    private String userData;

    @BeforeEach
    void makeAKey() throws IOException {
        key = ClientKey.in(folder);
        var keys = Map.of("ed25519_private", Files.readString(key.privateKey()));
        var config = Map.of("ssh_deletekeys", true, "ssh_keys", keys);
        userData = "#cloud-config\n" + new JsonMapper().writeValueAsString(config);
    }

    private String given() {
        return key.publicKey().substring(0, key.publicKey().lastIndexOf(' '));
    }

    @Nested
    class AtOnce {

        @RegisterExtension final SimulatorExtension simulated = new SimulatorExtension();

        @Test
        void showsTheGivenKeyFromTheFirst() throws Exception {
            var machine = machine(simulated, userData);

            assertThat(firstSeen(machine)).isEqualTo(given()).isEqualTo(machine.hostKey());
        }

        @Test
        void keepsTheGivenKeyOverARestart() throws Exception {
            var machine = machine(simulated, userData);

            restart(machine);

            assertThat(firstSeen(machine)).isEqualTo(given());
        }

        @Test
        void keepsAKeyThatWasChangedLaterOverARestart() throws Exception {
            var machine = machine(simulated, userData);
            assertThat(firstSeen(machine)).isEqualTo(given());
            machine.changeHostKey();
            var changed = machine.hostKey();

            restart(machine);

            assertThat(firstSeen(machine)).isEqualTo(changed).isNotEqualTo(given());
        }

        private void restart(Machine machine) throws Exception {
            var api = new ApiCalls(simulated.simulator());
            api.await(machine.id(), "active");
            Ssh.await(PATIENCE, () -> !seen(machine).isEmpty());
            var boot = machine.bootId();
            api.restart(machine.id());
            Ssh.await(PATIENCE, () -> !machine.bootId().equals(boot));
        }

        @Test
        void keepsItsOwnKeyWithoutUserData() throws Exception {
            var api = new ApiCalls(simulated.simulator());
            var machine = simulated.simulator().machine(api.launch()).orElseThrow();
            var own = machine.hostKey();

            assertThat(firstSeen(machine)).isEqualTo(own);
            assertThat(machine.userData()).isEmpty();
        }

        @Test
        void keepsItsOwnKeyWhenItIgnoresItsUserData() throws Exception {
            simulated.simulator().faults().nextLaunch(new LaunchFault.IgnoresUserData());
            var machine = machine(simulated, userData);
            var own = machine.hostKey();

            assertThat(firstSeen(machine)).isEqualTo(own).isNotEqualTo(given());
            assertThat(machine.userData().map(UserData::text)).contains(userData);
        }

        @Test
        void keepsTheRestOfItsUserDataToBeSeen() throws Exception {
            var machine = machine(simulated, "#!/bin/sh\ntouch never\n");

            assertThat(machine.userData().orElseThrow().parts())
                    .containsExactly(
                            new UserData.Part("text/x-shellscript", "#!/bin/sh\ntouch never\n"));
        }
    }

    @Nested
    class AMomentLater {

        @RegisterExtension
        final SimulatorExtension simulated =
                new SimulatorExtension(options ->
                        options.withTimes(options.times().withCloudInit(Duration.ofMillis(200))));

        @Test
        void changesToTheGivenKey() throws Exception {
            var machine = machine(simulated, userData);

            Ssh.await(PATIENCE, () -> seen(machine).equals(given()));
        }
    }

    @Nested
    class MuchLater {

        @RegisterExtension
        final SimulatorExtension simulated =
                new SimulatorExtension(options ->
                        options.withTimes(options.times().withCloudInit(Duration.ofHours(9))));

        @Test
        void showsTheImagesOwnKeyUntilCloudInitIsDone() throws Exception {
            var machine = machine(simulated, userData);
            var own = machine.hostKey();
            var instance = new ApiCalls(simulated.simulator()).await(machine.id(), "active");
            try (var ssh = Ssh.connect(instance, simulated.key())) {
                assertThat(seen(machine)).isEqualTo(own).isNotEqualTo(given());

                machine.finishCloudInit();

                assertThat(seen(machine)).isEqualTo(given());
                assertThat(ssh.run("echo still").out()).isEqualTo("still\n");
            }
        }

        @Test
        void makesAnotherKeyOfItsOwnWhenTheImagesIsToGo() throws Exception {
            var machine = machine(simulated, "#cloud-config\n{\"ssh_deletekeys\": true}\n");
            var own = firstSeen(machine);

            machine.finishCloudInit();

            assertThat(firstSeen(machine)).isEqualTo(machine.hostKey()).isNotEqualTo(own);
        }
    }

    private static Machine machine(SimulatorExtension simulated, String userData)
            throws IOException, InterruptedException {
        var simulator = simulated.simulator();
        var id = new ApiCalls(simulator).launchWithUserData(userData);
        return simulator.machine(id).orElseThrow();
    }

    /// @return what is shown to the first connection that is let in
    private static String firstSeen(Machine machine) {
        var shown = new AtomicReference<String>();
        Ssh.await(
                PATIENCE,
                () -> {
                    shown.set(seen(machine));
                    return !shown.get().isEmpty();
                });
        return shown.get();
    }

    /// @return what is shown to a new connection; nothing where none is let in
    private static String seen(Machine machine) {
        try {
            return Ssh.hostKey(machine.port());
        } catch (IOException _) {
            return "";
        }
    }
}
