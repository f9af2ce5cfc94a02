package gpudeck.engine.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.cloud.LambdaCloudClient;
import gpudeck.cloud.Pacer;
import gpudeck.domain.ApiKey;
import gpudeck.domain.Lease;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.LaunchOutcome;
import gpudeck.domain.cloud.LaunchRequest;
import gpudeck.engine.CatalogService;
import gpudeck.sim.fault.Fault;
import gpudeck.sim.fault.LaunchFault;
import gpudeck.store.StoreException;
import gpudeck.store.journal.Journal;
import gpudeck.testing.QuickTime;
import gpudeck.testing.SimulatorExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The fleet over real HTTP, against the simulator.
class FleetOverSimulatorTest {

    private static final Duration LONG = Duration.ofHours(1);

    @RegisterExtension final SimulatorExtension simulated = new SimulatorExtension();

    @TempDir Path folder;

    private final QuickTime time = new QuickTime(100);
    private Journal journal;
    private FleetService fleet;

    @BeforeEach
    void open() throws Exception {
        var simulator = simulated.simulator();
        var key = new ApiKey(simulator.apiKey());
        var cloud =
                new LambdaCloudClient(
                        simulator.apiUrl().toString(),
                        key,
                        Pacer.of(Duration.ofMillis(1), Duration.ofMillis(1)));
        var catalog = new CatalogService(cloud, time);
        catalog.refresh();
        journal = Journal.open(folder.resolve("journal.db"));
        fleet =
                new FleetService(
                        new Account(cloud, key.fingerprint(), journal, time),
                        catalog::type,
                        Guard.UNNEEDED,
                        ZoneOffset.UTC,
                        Thread.ofVirtual().factory());
    }

    @AfterEach
    void close() throws StoreException {
        fleet.close();
        journal.close();
    }

    @Test
    void launchesShowsAndEndsAnInstance() throws Exception {
        var id = created(fleet.launch(fleet.newRun(), request(), Lease.DEFAULT));
        fleet.refresh();
        var shown = fleet.fleet().get().find(id).orElseThrow();
        assertThat(shown.isMine()).isTrue();
        assertThat(shown.isBilled()).isTrue();
        assertThat(shown.instance().type().pricePerHour().value()).isEqualTo(129);

        fleet.terminate(List.of(id));

        assertThat(fleet.awaitEnded(List.of(id), LONG)).isEmpty();
        assertThat(fleet.fleet().get().billed()).isEmpty();
        assertThat(simulated.simulator().machines()).allMatch(machine -> !isRunning(id));
    }

    @Test
    void findsTheInstanceOfALaunchWhoseAnswerWasLost() throws Exception {
        simulated
                .simulator()
                .faults()
                .next("POST", "/instance-operations/launch", new Fault.LostReply());
        var run = fleet.newRun();

        var outcome = fleet.launch(run, request(), Lease.DEFAULT);

        assertThat(outcome).isInstanceOf(LaunchOutcome.Unknown.class);
        assertThat(fleet.awaitLostLaunch(run, LONG)).isPresent();
        assertThat(simulated.simulator().launches()).isEqualTo(1);
    }

    @Test
    void endsAnInstanceThatRefusesWhileItBootsAndThenGoesOnSayingActive() throws Exception {
        simulated
                .simulator()
                .faults()
                .nextLaunch(
                        new LaunchFault.NotTerminableWhileBooting(),
                        new LaunchFault.KeepsSayingActive(3));
        var id = created(fleet.launch(fleet.newRun(), request(), Lease.DEFAULT));

        fleet.terminate(List.of(id));

        assertThat(fleet.awaitEnded(List.of(id), LONG)).isEmpty();
        assertThat(isRunning(id)).isFalse();
    }

    @Test
    void endsAnInstanceThoughAnswersAreLostAndListsAreEmpty() throws Exception {
        var id = created(fleet.launch(fleet.newRun(), request(), Lease.DEFAULT));
        fleet.refresh();
        var faults = simulated.simulator().faults();
        faults.next("POST", "/instance-operations/terminate", new Fault.LostRequest());
        faults.next("GET", "/instances", new Fault.EmptyList());

        fleet.terminate(List.of(id));

        assertThat(fleet.awaitEnded(List.of(id), LONG)).isEmpty();
        assertThat(isRunning(id)).isFalse();
    }

    private boolean isRunning(InstanceId id) {
        return simulated.simulator().machine(id.value()).isPresent()
                && fleet.fleet().get().find(id).orElseThrow().isBilled();
    }

    private static InstanceId created(LaunchOutcome outcome) {
        assertThat(outcome).isInstanceOf(LaunchOutcome.Created.class);
        return ((LaunchOutcome.Created) outcome).id();
    }

    private static LaunchRequest request() {
        return new LaunchRequest(
                "us-east-1",
                "gpu_1x_a10",
                SimulatorExtension.KEY_NAME,
                Optional.of("train"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Map.of(),
                List.of());
    }
}
