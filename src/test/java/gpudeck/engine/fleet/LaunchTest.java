package gpudeck.engine.fleet;

import static gpudeck.testing.FakeCloud.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gpudeck.domain.CloudError;
import gpudeck.domain.Lease;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.InstanceStatus;
import gpudeck.domain.cloud.LaunchOutcome;
import gpudeck.store.journal.LaunchIntent;
import gpudeck.testing.FakeCloud.Call;
import gpudeck.testing.FleetFixture;
import gpudeck.testing.GivenHostKey;
import gpudeck.testing.LaunchAnswer;
import gpudeck.testing.Samples;
import gpudeck.testing.TestTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A launch is written down, sent once, and never forgotten.
class LaunchTest {

    private static final InstanceId MADE = new InstanceId("i-0001");

    @TempDir Path folder;

    private final TestTime time = TestTime.hurrying();
    private FleetFixture given;

    @BeforeEach
    void open() throws Exception {
        given = new FleetFixture(folder, time);
    }

    @AfterEach
    void close() throws Exception {
        given.close();
    }

    @Test
    void carriesItsRunInTagAndName() throws Exception {
        var run = Samples.run(1);

        var outcome = given.fleet().launch(run, Samples.launch("llama-sft-7b"), Lease.DEFAULT);

        assertThat(outcome).isEqualTo(new LaunchOutcome.Created(MADE));
        var sent = given.cloud.launches().getFirst();
        assertThat(sent.name()).contains("llama-sft-7b-00000001");
        assertThat(sent.tags())
                .containsEntry("gpudeck-run", run.value())
                .containsEntry("gpudeck-owner", given.journal().installationId());
    }

    @Test
    void aLongNameIsShortenedToWhatTheCloudTakes() throws Exception {
        given.fleet().launch(Samples.run(1), Samples.launch("x".repeat(80)), Lease.DEFAULT);

        assertThat(given.cloud.launches().getFirst().name().orElseThrow())
                .hasSize(64)
                .endsWith("x-00000001");
    }

    @Test
    void isOnDiskBeforeItIsSent() throws Exception {
        given.cloud.answerNextLaunch(new LaunchAnswer.LoseRequest(TIMED_OUT));
        given.fleet().launch(Samples.run(1), Samples.launch("train"), Lease.DEFAULT);

        var intent = given.journal().launches().of(Samples.run(1)).getFirst();

        var sent = given.cloud.launches().getFirst();
        assertThat(intent.request().withUserData(sent.userData().orElseThrow())).isEqualTo(sent);
        assertThat(intent.pricePerHour()).isEqualTo(Samples.A10.pricePerHour());
        assertThat(intent.keyFingerprint()).isEqualTo(given.key);
    }

    @Test
    void aRefusedLaunchLeavesNothingPending() throws Exception {
        var soldOut = new CloudError.NoCapacity("sold out", Optional.empty());
        given.cloud.answerNextLaunch(new LaunchAnswer.Refuse(soldOut));

        var outcome = given.fleet().launch(Samples.run(1), Samples.launch("train"), Lease.DEFAULT);

        assertThat(outcome).isEqualTo(new LaunchOutcome.Refused(soldOut));
        assertThat(given.fleet().fleet().get().launches()).isEmpty();
        assertThat(given.fleet().fleet().get().instances()).isEmpty();
    }

    @Test
    void aRunMayTryElsewhereAfterARefusal() throws Exception {
        given.cloud.answerNextLaunch(
                new LaunchAnswer.Refuse(new CloudError.NoCapacity("sold out", Optional.empty())));
        given.fleet().launch(Samples.run(1), Samples.launch("train"), Lease.DEFAULT);

        given.fleet().launch(Samples.run(1), Samples.launch("train"), Lease.DEFAULT);

        assertThat(given.journal().launches().of(Samples.run(1)))
                .extracting(LaunchIntent::outcome)
                .containsExactly(LaunchIntent.Outcome.REFUSED, LaunchIntent.Outcome.CREATED);
    }

    @Test
    void aLostAnswerIsShownAsInDoubtAndFoundInTheList() throws Exception {
        given.cloud.machines().listLaunchedAfter(7);
        given.cloud.answerNextLaunch(new LaunchAnswer.CreateAndLoseAnswer(TIMED_OUT));

        var outcome = given.fleet().launch(Samples.run(1), Samples.launch("train"), Lease.DEFAULT);

        assertThat(outcome).isEqualTo(new LaunchOutcome.Unknown(TIMED_OUT));
        assertThat(given.fleet().fleet().get().launches())
                .singleElement()
                .satisfies(launch -> assertThat(launch.inDoubt()).isTrue());

        var found = given.fleet().awaitLostLaunch(Samples.run(1), FleetFixture.LONG);

        assertThat(found).contains(MADE);
        assertThat(given.find("i-0001").isMine()).isTrue();
        assertThat(given.fleet().fleet().get().launches()).isEmpty();
        assertThat(given.cloud.launches()).hasSize(1);
        assertThat(given.journal().hostKeys().pinned(MADE))
                .hasValueSatisfying(pin ->
                        assertThat(pin.key().line())
                                .isEqualTo(
                                        GivenHostKey.in(given.cloud.launches().getFirst())
                                                .publicKey()));
    }

    @Test
    void aLostAnswerIsFoundByItsNameIfTheTagsAreMissing() throws Exception {
        given.cloud.answerNextLaunch(new LaunchAnswer.LoseRequest(TIMED_OUT));
        given.fleet().launch(Samples.run(1), Samples.launch("train"), Lease.DEFAULT);
        given.cloud
                .machines()
                .add(
                        Samples.instance(
                                "i-9",
                                given.cloud.launches().getFirst().name().orElseThrow(),
                                InstanceStatus.BOOTING,
                                Samples.A10,
                                Map.of()));

        assertThat(given.fleet().awaitLostLaunch(Samples.run(1), FleetFixture.LONG))
                .contains(new InstanceId("i-9"));
    }

    @Test
    void aLostRequestIsLookedForForTenMinutes() throws Exception {
        given.cloud.answerNextLaunch(new LaunchAnswer.LoseRequest(TIMED_OUT));
        var sent = time.now();
        given.fleet().launch(Samples.run(1), Samples.launch("train"), Lease.DEFAULT);

        var found = given.fleet().awaitLostLaunch(Samples.run(1), FleetFixture.LONG);

        assertThat(found).isEmpty();
        assertThat(given.fleet().fleet().get().launches()).isEmpty();
        assertThat(time.now()).isAfterOrEqualTo(sent.plus(Duration.ofMinutes(10)));
        assertThat(given.journal().launches().of(Samples.run(1)))
                .extracting(LaunchIntent::outcome)
                .containsExactly(LaunchIntent.Outcome.NOT_FOUND);
    }

    @Test
    void aLostLaunchThatShowsUpTooLateIsStillMine() throws Exception {
        given.cloud.machines().listLaunchedAfter(Integer.MAX_VALUE);
        given.cloud.answerNextLaunch(new LaunchAnswer.CreateAndLoseAnswer(TIMED_OUT));
        given.fleet().launch(Samples.run(1), Samples.launch("train"), Lease.DEFAULT);
        assertThat(given.fleet().awaitLostLaunch(Samples.run(1), FleetFixture.LONG)).isEmpty();

        given.cloud.machines().show("i-0001");
        given.fleet().refresh();

        assertThat(given.find("i-0001").isMine()).isTrue();
    }

    @Test
    void aCrashBetweenSendingAndAnswerIsMadeUpForByTheNextStart() throws Exception {
        var intent =
                given.journal()
                        .launches()
                        .recordIntent(
                                Samples.run(1),
                                Samples.launch("train-00000001"),
                                Optional.empty(),
                                Samples.A10.pricePerHour(),
                                Lease.DEFAULT,
                                given.key,
                                time.now());
        given.restart();
        given.cloud.machines().listLaunchedAfter(3);
        given.cloud.launch(intent.request());

        given.fleet().resume();

        assertThat(given.fleet().awaitLostLaunch(Samples.run(1), FleetFixture.LONG)).contains(MADE);
        assertThat(given.find("i-0001").since()).isEqualTo(intent.at());
    }

    @Test
    void aLaunchThatItsDyingProgramStillWroteDownIsNotLookedForAnyLonger() throws Exception {
        var intent =
                given.journal()
                        .launches()
                        .recordIntent(
                                Samples.run(1),
                                Samples.launch("train-00000001"),
                                Optional.empty(),
                                Samples.A10.pricePerHour(),
                                Lease.DEFAULT,
                                given.key,
                                time.now());
        given.restart();
        var reading = given.cloud.holdNext(Call.INSTANCES);
        given.fleet().resume();
        reading.awaitReached();
        given.journal().launches().recordCreated(intent, MADE, time.now());
        reading.open();

        assertThat(given.fleet().awaitLostLaunch(Samples.run(1), FleetFixture.LONG)).contains(MADE);
        assertThat(time.now()).isBefore(Samples.MORNING.plus(FleetService.LOST_LAUNCH_SEARCH));
    }

    @Test
    void aCrashBeforeSendingLeavesNothingPendingAfterTheSearch() throws Exception {
        given.journal()
                .launches()
                .recordIntent(
                        Samples.run(1),
                        Samples.launch("train-00000001"),
                        Optional.empty(),
                        Samples.A10.pricePerHour(),
                        Lease.DEFAULT,
                        given.key,
                        time.now());
        given.restart();

        given.fleet().resume();
        assertThat(given.fleet().fleet().get().launches()).hasSize(1);

        assertThat(given.fleet().awaitLostLaunch(Samples.run(1), FleetFixture.LONG)).isEmpty();
        assertThat(given.fleet().fleet().get().launches()).isEmpty();
        assertThat(given.cloud.launches()).isEmpty();
    }

    @Test
    void anInstanceOfAnotherInstallationIsNotTakenForTheLostOne() throws Exception {
        given.cloud.answerNextLaunch(new LaunchAnswer.LoseRequest(TIMED_OUT));
        given.fleet().launch(Samples.run(1), Samples.launch("train"), Lease.DEFAULT);
        var tags = new HashMap<>(given.cloud.launches().getFirst().tags());
        tags.put("gpudeck-owner", "somebody else");
        given.cloud
                .machines()
                .add(Samples.instance("i-9", "train", InstanceStatus.ACTIVE, Samples.A10, tags));

        given.fleet().refresh();

        assertThat(given.find("i-9").isMine()).isFalse();
    }

    @Test
    void anInterruptWhileItIsUnderWayDoesNotLoseTheId() throws Exception {
        var gate = given.cloud.holdNext(Call.LAUNCH);
        var caller = new FutureTask<LaunchOutcome>(this::launchAndStayInterrupted);
        var thread = Thread.ofVirtual().start(caller);
        gate.awaitReached();

        thread.interrupt();
        gate.open();

        assertThat(caller.get(20, TimeUnit.SECONDS)).isEqualTo(new LaunchOutcome.Created(MADE));
        assertThat(given.find("i-0001").isMine()).isTrue();
    }

    private LaunchOutcome launchAndStayInterrupted() throws Exception {
        var outcome = given.fleet().launch(Samples.run(1), Samples.launch("train"), Lease.DEFAULT);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        return outcome;
    }

    @Test
    void anInterruptBeforehandSendsNothing() throws Exception {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() ->
                        given.fleet()
                                .launch(Samples.run(1), Samples.launch("train"), Lease.DEFAULT))
                .isInstanceOf(InterruptedException.class);

        assertThat(given.cloud.launches()).isEmpty();
        assertThat(given.journal().launches().of(Samples.run(1))).isEmpty();
    }

    @Test
    void everyRunHasAnIdOfItsOwn() {
        assertThat(given.fleet().newRun()).isNotEqualTo(given.fleet().newRun());
    }
}
