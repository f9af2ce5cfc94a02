package gpudeck.sim;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.sim.fault.Fault;
import gpudeck.sim.fault.LaunchFault;
import gpudeck.testing.SimulatorExtension;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Times of minutes, on a simulator a thousand times as fast.
class FaultSpeedTest {

    private static final Duration MINUTES = Duration.ofMinutes(4);
    private static final Duration REAL = Duration.ofMillis(240);

    @RegisterExtension
    final SimulatorExtension simulated =
            new SimulatorExtension(options -> options.withSpeed(1_000));

    @Test
    void dividesTheTimesOfFaultsByTheSpeed() throws Exception {
        var simulator = simulated.simulator();
        var api = new ApiCalls(simulator);
        simulator.faults().nextLaunch(new LaunchFault.InvisibleFor(MINUTES));
        simulator.faults().during("GET", "/regions", Fault.serverError(), MINUTES);
        simulator.faults().next("GET", "/images", new Fault.Late(MINUTES));
        var start = Instant.now();

        api.launch();
        api.get("/images");
        api.awaitAnswer("/instances", answer -> answer.data().size() == 1);
        api.awaitAnswer("/regions", answer -> answer.status() == 200);

        assertThat(Duration.between(start, Instant.now())).isBetween(REAL, MINUTES.dividedBy(12));
    }
}
