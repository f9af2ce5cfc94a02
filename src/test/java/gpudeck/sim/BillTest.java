package gpudeck.sim;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.sim.account.Bill;
import gpudeck.sim.fault.Fault;
import gpudeck.sim.fault.LaunchFault;
import gpudeck.testing.SimulatorExtension;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The simulator's own count of what is paid for, whatever its answers say.
class BillTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @RegisterExtension final SimulatorExtension simulated = new SimulatorExtension();

    private Simulator simulator;
    private ApiCalls api;

    @BeforeEach
    void connect() {
        simulator = simulated.simulator();
        api = new ApiCalls(simulator);
    }

    @Test
    void runsFromTheLaunchToTheProvedEnd() throws Exception {
        var id = api.launch();
        var open = bill(id);
        api.terminate(id);
        Ssh.await(PATIENCE, () -> !bill(id).isOpen());

        var closed = bill(id);

        assertThat(open.isOpen()).isTrue();
        assertThat(open.terminateAskedAt()).isEmpty();
        assertThat(closed.terminateAskedAt().orElseThrow()).isAfterOrEqualTo(open.launchedAt());
        assertThat(closed.billed())
                .isEqualTo(Duration.between(open.launchedAt(), closed.endedAt().orElseThrow()))
                .isGreaterThanOrEqualTo(Duration.ofMillis(30));
        assertThat(closed.status()).isEqualTo("terminated");
        assertThat(simulator.billedNow()).isEmpty();
    }

    @Test
    void isKeptWhenTheInstanceIsNoLongerListed() throws Exception {
        var id = api.launch();
        api.terminate(id);

        api.awaitAnswer("/instances/" + id, answer -> answer.status() == 404);

        assertThat(simulator.bills()).extracting(Bill::id).containsExactly(id);
    }

    @Test
    void countsWhatALostReplyLeftBehind() throws Exception {
        simulator.faults().next("POST", "/instance-operations/launch", new Fault.TruncatedReply());

        var _ = Background.call(api::launch);

        Ssh.await(PATIENCE, () -> simulator.billedNow().size() == 1);
    }

    @Test
    void tellsWhenATerminateThatWasRefusedCameFirst() throws Exception {
        simulator
                .faults()
                .nextLaunch(
                        new LaunchFault.NotTerminableWhileBooting(), new LaunchFault.NeverActive());
        var id = api.launch();

        assertThat(api.terminate(id).status()).isEqualTo(409);

        assertThat(bill(id).terminateAskedAt()).isPresent();
        assertThat(bill(id).isOpen()).isTrue();
    }

    @Test
    void tellsTheInstancesOfStrangersApart() throws Exception {
        var theirs = simulator.launchAsStranger("their-box", Map.of("gpudeck-run", "01J"));
        var ours = api.launch();

        assertThat(bill(theirs).isStrangers()).isTrue();
        assertThat(bill(theirs).name()).isEqualTo("their-box");
        assertThat(bill(theirs).tags()).isEqualTo(Map.of("gpudeck-run", "01J"));
        assertThat(bill(ours).isStrangers()).isFalse();
        assertThat(simulator.launches()).isEqualTo(1);
        assertThat(api.await(theirs, "active").path("ip").asText()).isEqualTo("127.0.0.1");
    }

    @Test
    void growsWhileTheInstanceIsInvisible() throws Exception {
        simulator.faults().nextLaunch(new LaunchFault.InvisibleFor(Duration.ofMillis(150)));
        var id = api.launch();

        assertThat(api.get("/instances").data()).isEmpty();
        assertThat(api.get("/instances/" + id).status()).isEqualTo(404);
        assertThat(simulator.billedNow()).hasSize(1);

        api.awaitAnswer("/instances", answer -> answer.data().size() == 1);
        assertThat(bill(id).billed()).isGreaterThanOrEqualTo(Duration.ofMillis(150));
        assertThat(api.get("/instances/" + id).status()).isEqualTo(200);
    }

    @Test
    void growsWhileATerminateThatWasAcceptedDoesNothing() throws Exception {
        simulator.faults().nextLaunch(new LaunchFault.StaysActive(Duration.ofMillis(150)));
        var id = api.launch();
        api.await(id, "active");

        var first = api.terminate(id).data().path("terminated_instances");
        var second = api.terminate(id).data().path("terminated_instances");

        assertThat(first.path(0).path("status").asText()).isEqualTo("active");
        assertThat(second).hasSize(1);
        assertThat(api.get("/instances/" + id).data().path("status").asText()).isEqualTo("active");
        Ssh.await(PATIENCE, () -> !bill(id).isOpen());
        assertThat(
                        Duration.between(
                                bill(id).terminateAskedAt().orElseThrow(),
                                bill(id).endedAt().orElseThrow()))
                .isGreaterThanOrEqualTo(Duration.ofMillis(150));
    }

    @Test
    void growsUnderAStatusThatNobodyKnows() throws Exception {
        simulator.faults().nextLaunch(new LaunchFault.UnknownStatus("hibernating"));

        var id = api.launch();

        api.await(id, "hibernating");
        assertThat(bill(id).status()).isEqualTo("active");
        api.terminate(id);
        api.awaitOver(id);
    }

    private Bill bill(String id) {
        return simulator.bills().stream()
                .filter(bill -> bill.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
