package gpudeck.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gpudeck.sim.fault.Fault;
import gpudeck.sim.fault.Fault.Moment;
import gpudeck.sim.fault.Gate;
import gpudeck.testing.SimulatorExtension;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GateTest {

    private static final String LAUNCH = "/instance-operations/launch";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @RegisterExtension final SimulatorExtension simulated = new SimulatorExtension();

    private final Gate gate = new Gate();
    private Simulator simulator;
    private ApiCalls api;

    @BeforeEach
    void connect() {
        simulator = simulated.simulator();
        api = new ApiCalls(simulator);
    }

    private void hold(Moment moment) {
        simulator.faults().next("POST", LAUNCH, new Fault.Hold(moment, gate));
    }

    @Test
    void holdsARequestBeforeItIsCarriedOut() throws Exception {
        hold(Moment.BEFORE);
        var launching = Background.call(api::launch);

        assertThat(gate.awaitReached(PATIENCE)).isTrue();
        assertThat(simulator.launches()).isZero();
        assertThat(simulator.count("POST", LAUNCH)).isEqualTo(1);

        gate.release();

        assertThat(launching.get()).isEqualTo(simulator.bills().getFirst().id());
    }

    @Test
    void holdsARequestAfterItWasCarriedOut() throws Exception {
        hold(Moment.AFTER);
        var launching = Background.call(api::launch);

        assertThat(gate.awaitReached(PATIENCE)).isTrue();
        assertThat(simulator.billedNow()).hasSize(1);
        assertThat(launching.isDone()).isFalse();

        gate.release();

        assertThat(gate.awaitFinished(PATIENCE)).isTrue();
        assertThat(launching.get()).isEqualTo(simulator.bills().getFirst().id());
    }

    @Test
    void dropsWhatItHeldBeforeItWasCarriedOut() throws Exception {
        hold(Moment.BEFORE);
        var launching = Background.call(api::launch);
        assertThat(gate.awaitReached(PATIENCE)).isTrue();

        gate.drop();

        assertThatThrownBy(launching::get).hasCauseInstanceOf(IOException.class);
        assertThat(simulator.launches()).isZero();
    }

    @Test
    void dropsTheAnswerToWhatWasCarriedOut() throws Exception {
        hold(Moment.AFTER);
        var launching = Background.call(api::launch);
        assertThat(gate.awaitReached(PATIENCE)).isTrue();

        gate.drop();

        assertThatThrownBy(launching::get).hasCauseInstanceOf(IOException.class);
        assertThat(simulator.launches()).isEqualTo(1);
        assertThat(gate.awaitFinished(Duration.ofMillis(1))).isFalse();
    }

    @Test
    void carriesOutWhatItHeldForAClientThatIsGone() throws Exception {
        hold(Moment.BEFORE);
        var launching = Background.call(api::launch);
        assertThat(gate.awaitReached(PATIENCE)).isTrue();
        launching.cancel(true);

        gate.release();

        assertThat(gate.awaitFinished(PATIENCE)).isTrue();
        assertThat(simulator.billedNow()).hasSize(1);
    }

    @Test
    void letsEverythingPassOnceItIsOpen() throws Exception {
        simulator.faults().always("GET", "/regions", new Fault.Hold(Moment.BEFORE, gate));
        gate.release();

        assertThat(api.get("/regions").status()).isEqualTo(200);
        assertThat(api.get("/regions").status()).isEqualTo(200);
    }

    @Test
    void endsWithTheSimulator() throws Exception {
        hold(Moment.BEFORE);
        var launching = Background.call(api::launch);
        assertThat(gate.awaitReached(PATIENCE)).isTrue();

        simulator.close();

        assertThatThrownBy(() -> launching.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class);
        assertThat(simulator.launches()).isZero();
    }

    @Test
    void saysThatNothingCameInTime() throws Exception {
        assertThat(gate.awaitReached(Duration.ofMillis(1))).isFalse();
        assertThat(gate.isReached()).isFalse();
    }
}
