package gpudeck.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.cloud.InstanceType;
import gpudeck.domain.cloud.TypeOffer;
import gpudeck.sim.hardware.Hardware;
import gpudeck.sim.hardware.StandIns;
import gpudeck.ssh.check.RemoteCheck;
import gpudeck.ssh.lock.PythonNeeds;
import gpudeck.testing.Connecting;
import gpudeck.testing.JobTest;
import gpudeck.testing.OpenSshServer;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A healthy machine of each type that there is, with the simulator's stand-ins on a real OpenSSH
/// server.
class MachineCheckTest extends JobTest {

    @RegisterExtension final OpenSshServer server = new OpenSshServer();

    @Test
    void findsNothingWrongWithAHealthyMachineOfAnyType() throws Exception {
        var catalog = given.engine().catalog();
        catalog.refreshAll();
        var types = catalog.catalog().get().offers().stream().map(TypeOffer::type).toList();
        assertThat(types).hasSizeGreaterThan(20);

        try (var connection = Connecting.to(server)) {
            for (var type : types) {
                become(type);
                var verdict =
                        new MachineCheck(RemoteCheck.USUAL, Clock.systemUTC())
                                .of(connection, new Verdict.Promise(type, 1, PythonNeeds.NONE));

                assertThat(verdict.faults()).as(type.name()).isEmpty();
                assertThat(verdict.note().gpus()).isEqualTo(type.gpus());
            }
        }
    }

    private void become(InstanceType type) throws Exception {
        var bin = Files.createDirectories(server.home().resolve(".local/bin"));
        var share = Files.createDirectories(server.home().resolve(".local/share"));
        new StandIns(bin, share)
                .install(
                        new Hardware(
                                type.gpuDescription(),
                                type.gpus(),
                                type.architecture().orElseThrow(),
                                type.storageGib(),
                                List.of()));
    }
}
