package gpudeck.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gpudeck.sim.fault.Fault;
import gpudeck.sim.fault.LaunchFault;
import gpudeck.testing.SimulatorExtension;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FaultsTest {

    private static final String LAUNCH = "/instance-operations/launch";

    @RegisterExtension final SimulatorExtension simulated = new SimulatorExtension();

    private Simulator simulator;
    private ApiCalls api;

    @BeforeEach
    void connect() {
        simulator = simulated.simulator();
        api = new ApiCalls(simulator);
    }

    @Test
    void aLostReplyLeavesAnInstanceBehind() throws Exception {
        simulator.faults().next("POST", LAUNCH, new Fault.LostReply());

        assertThatThrownBy(api::launch).isInstanceOf(IOException.class);

        assertThat(simulator.launches()).isEqualTo(1);
        assertThat(api.get("/instances").data()).hasSize(1);
    }

    @Test
    void aLostRequestLeavesNothingBehind() throws Exception {
        simulator.faults().next("POST", LAUNCH, new Fault.LostRequest());

        assertThatThrownBy(api::launch).isInstanceOf(IOException.class);

        assertThat(simulator.count("POST", LAUNCH)).isEqualTo(1);
        assertThat(simulator.launches()).isZero();
    }

    @Test
    void aTruncatedReplyBreaksOffAfterTheLaunch() {
        simulator.faults().next("POST", LAUNCH, new Fault.TruncatedReply());

        assertThatThrownBy(api::launch).isInstanceOf(IOException.class);

        assertThat(simulator.launches()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource
    void answersWithAnErrorOfTheApi(Fault fault, int status, String code) throws Exception {
        simulator.faults().next("POST", LAUNCH, fault);

        var answer = api.post(LAUNCH, "{}");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(simulator.launches()).isZero();
    }

    static Stream<Arguments> answersWithAnErrorOfTheApi() {
        return Stream.of(
                Arguments.of(Fault.serverError(), 500, "global/internal-error"),
                Arguments.of(Fault.providerUnavailable(), 503, "provider/internal-unavailable"),
                Arguments.of(Fault.invalidKey(), 401, "global/invalid-api-key"),
                Arguments.of(Fault.inactiveAccount(), 403, "global/account-inactive"),
                Arguments.of(Fault.quotaExceeded(), 400, "global/quota-exceeded"),
                Arguments.of(
                        Fault.noCapacity(),
                        400,
                        "instance-operations/launch/insufficient-capacity"));
    }

    @Test
    void answersWithWhatIsNotJson() throws Exception {
        simulator.faults().next("GET", "/regions", Fault.htmlPage());
        simulator.faults().next("GET", "/regions", Fault.garbage());
        simulator.faults().next("GET", "/regions", Fault.emptyBody());

        var page = api.get("/regions");
        var garbage = api.get("/regions");
        var empty = api.get("/regions");

        assertThat(page.status()).isEqualTo(502);
        assertThat(page.raw().body()).startsWith("<html>");
        assertThat(garbage.status()).isEqualTo(200);
        assertThat(garbage.json().isMissingNode()).isTrue();
        assertThat(empty.raw().body()).isEmpty();
        assertThat(api.get("/regions").data()).hasSize(16);
    }

    @Test
    void tellsHowLongToWaitOrNot() throws Exception {
        simulator.faults().next("GET", "/images", Fault.tooManyRequests());
        simulator.faults().next("GET", "/images", Fault.tooManyRequests(Duration.ofSeconds(7)));

        var silent = api.get("/images");
        var telling = api.get("/images");

        assertThat(silent.status()).isEqualTo(429);
        assertThat(silent.raw().headers().firstValue("Retry-After")).isEmpty();
        assertThat(telling.raw().headers().firstValue("Retry-After")).contains("7");
    }

    @Test
    void delaysAnAnswer() throws Exception {
        simulator.faults().next("GET", "/regions", new Fault.Delay(Duration.ofMillis(150)));
        var start = Instant.now();

        var answer = api.get("/regions");

        assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(140));
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void hidesAllInstancesAsOftenAsAsked() throws Exception {
        api.launch();
        simulator.faults().next("GET", "/instances", new Fault.EmptyList(), 2);

        assertThat(api.get("/instances").data()).isEmpty();
        assertThat(api.get("/instances").data()).isEmpty();
        assertThat(api.get("/instances").data()).hasSize(1);
    }

    @Test
    void breaksAListOffAfterSomeRows() throws Exception {
        var first = api.launch();
        api.launch();
        simulator.faults().next("GET", "/instances", new Fault.PartialList(1));

        var cut = api.get("/instances");

        assertThat(cut.status()).isEqualTo(200);
        assertThat(cut.data()).hasSize(1);
        assertThat(cut.data().path(0).path("id").asText()).isEqualTo(first);
        assertThat(api.get("/instances").data()).hasSize(2);
    }

    @Test
    void leavesOneInstanceOutOfAList() throws Exception {
        var first = api.launch();
        var second = api.launch();
        simulator.faults().next("GET", "/instances", new Fault.ListWithout(first));

        var cut = api.get("/instances").data();

        assertThat(cut).hasSize(1);
        assertThat(cut.path(0).path("id").asText()).isEqualTo(second);
    }

    @Test
    void answersLateWhatItCarriedOutAtOnce() throws Exception {
        simulator.faults().next("POST", LAUNCH, new Fault.Late(Duration.ofMillis(600)));

        var id = api.launch();

        var bill = simulator.bills().getFirst();
        assertThat(bill.id()).isEqualTo(id);
        assertThat(Duration.between(bill.launchedAt(), Instant.now()))
                .isGreaterThan(Duration.ofMillis(590));
    }

    @Test
    void launchesAndSaysThatItTookTooLong() throws Exception {
        simulator.faults().next("POST", LAUNCH, new Fault.WrongAnswer(Fault.gatewayTimeout()));

        assertThatThrownBy(api::launch).isInstanceOf(AssertionError.class);

        assertThat(simulator.launches()).isEqualTo(1);
    }

    @Test
    void isDownForATimeOnEveryPath() throws Exception {
        var start = Instant.now();
        simulator.faults().during("*", "**", Fault.serverError(), Duration.ofMillis(200));

        assertThat(api.get("/regions").status()).isEqualTo(500);
        assertThat(api.get("/instances/4711").status()).isEqualTo(500);
        api.awaitAnswer("/regions", answer -> answer.status() == 200);
        assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(190));
    }

    @Test
    void matchesOnePartOfAPathByAStarUntilItIsCleared() throws Exception {
        var id = api.launch();
        simulator.faults().always("GET", "/instances/*", Fault.serverError());

        assertThat(api.get("/instances/" + id).status()).isEqualTo(500);
        assertThat(api.get("/instances/" + id).status()).isEqualTo(500);
        assertThat(api.get("/instances").status()).isEqualTo(200);
        simulator.faults().clear();
        assertThat(api.get("/instances/" + id).status()).isEqualTo(200);
    }

    @Test
    void refusesToTerminateWhatStillBoots() throws Exception {
        var notTerminable = new LaunchFault.NotTerminableWhileBooting();
        simulator.faults().nextLaunch(notTerminable, new LaunchFault.NeverActive());
        simulator.faults().nextLaunch(notTerminable);

        var refused = api.terminate(api.launch());

        assertThat(refused.status()).isEqualTo(409);
        var id = api.launch();
        var instance = api.await(id, "active");
        assertThat(instance.path("actions").path("terminate").path("available").asBoolean())
                .isTrue();
        assertThat(api.terminate(id).data().path("terminated_instances")).hasSize(1);
    }

    @Test
    void keepsSayingActiveAfterATerminateThatWasAccepted() throws Exception {
        simulator.faults().nextLaunch(new LaunchFault.KeepsSayingActive(2));
        var id = api.launch();
        api.await(id, "active");

        api.terminate(id);

        assertThat(status(id)).isEqualTo("active");
        assertThat(status(id)).isEqualTo("active");
        assertThat(status(id)).isNotEqualTo("active");
    }

    @Test
    void bootsIntoAnUnhealthyInstance() throws Exception {
        simulator.faults().nextLaunch(new LaunchFault.Unhealthy());

        var instance = api.await(api.launch(), "unhealthy");

        assertThat(instance.path("ip").asText()).isEqualTo("127.0.0.1");
        assertThatThrownBy(() -> Ssh.once(Ssh.port(instance), "ubuntu", simulated.key()))
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void neverBecomesActiveAndCanStillBeTerminated() throws Exception {
        simulator.faults().nextLaunch(new LaunchFault.NeverActive());
        var stuck = api.launch();
        api.await(api.launch(), "active");

        assertThat(status(stuck)).isEqualTo("booting");
        api.terminate(stuck);
        api.awaitOver(stuck);
    }

    @Test
    void letsSshComeLateOrNever() throws Exception {
        simulator.faults().nextLaunch(new LaunchFault.SshLate(Duration.ofMillis(300)));
        simulator.faults().nextLaunch(new LaunchFault.SshNever());
        var start = Instant.now();
        var late = api.await(api.launch(), "active");
        var never = api.await(api.launch(), "active");

        try (var ssh = Ssh.connect(late, simulated.key())) {
            assertThat(ssh.run("echo late").out()).isEqualTo("late\n");
            assertThat(Duration.between(start, Instant.now()))
                    .isGreaterThan(Duration.ofMillis(300));
        }
        assertThatThrownBy(() -> Ssh.once(Ssh.port(never), "ubuntu", simulated.key()))
                .isInstanceOf(ConnectException.class);
    }

    private String status(String id) throws IOException, InterruptedException {
        return api.get("/instances/" + id).data().path("status").asText();
    }
}
