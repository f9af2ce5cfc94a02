package gpudeck.viewmodel.job;

import static gpudeck.testing.Machines.fleet;
import static gpudeck.testing.Machines.leased;
import static gpudeck.testing.Machines.ofLaunchedRun;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Cents;
import gpudeck.domain.JobError;
import gpudeck.domain.Lease;
import gpudeck.domain.Step;
import gpudeck.domain.job.Contact;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.StepNote;
import gpudeck.domain.job.StepState;
import gpudeck.engine.job.RunOutput.Stream;
import gpudeck.testing.RunStates;
import gpudeck.testing.Samples;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.console.ConsoleLine;
import gpudeck.viewmodel.console.ConsoleViewModel;
import gpudeck.viewmodel.custody.LeaseLeft;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobViewModelTest extends JobsTest {

    @Test
    void opensAJobThatIsStartedAndCountsThoseUnderWay() {
        var first = jobs.start(spec());
        var second = jobs.start(spec());

        assertThat(jobs.jobs()).containsExactly(second, first);
        assertThat(jobs.openedProperty().get()).isSameAs(second);
        assertThat(jobs.runningProperty().get()).isEqualTo(2);

        end(starter.started().getFirst(), new RunOutcome.Succeeded());

        assertThat(jobs.runningProperty().get()).isEqualTo(1);
        assertThat(jobs.jobs()).hasSize(2);
    }

    @Test
    void countsTimeAndMoneyWithTheClock() {
        var job = jobs.start(spec());
        started().now(run -> RunStates.launched(run, Samples.H100, "us-west-3", 10));

        pass(Duration.ofSeconds(3610));

        assertThat(job.elapsedProperty().get()).isEqualTo("1:00:10");
        assertThat(job.costProperty().get()).isEqualTo(new Cents(329));
        assertThat(job.atMostProperty().get()).contains(new Cents(12 * 329));
        assertThat(messages.text(job.place())).isEqualTo("1× H100 80 GB PCIe in us-west-3");
    }

    @Test
    void countsTheLeaseOfItsMachineDownAndFollowsWhenItIsExtended() {
        var job = jobs.start(spec());
        started().now(run -> RunStates.launched(run, Samples.H100, "us-west-3", 10));
        assertThat(job.leaseLeftProperty().get()).isEqualTo(LeaseLeft.NOTHING);
        var end = new Lease.End(Samples.MORNING.plusSeconds(7210), JobError.Limit.LEASE);
        fleet.publish(fleet(leased(ofLaunchedRun(), Optional.of(end))));

        pass(Duration.ofSeconds(3610));
        assertThat(messages.text(job.leaseLeftProperty().get().words())).isEqualTo("1 h");
        assertThat(job.atMostProperty().get()).contains(new Cents(2 * 329));

        fleet.publish(
                fleet(leased(ofLaunchedRun(), Optional.of(end.later(Duration.ofSeconds(3601))))));
        pass(Duration.ofSeconds(1));
        assertThat(messages.text(job.leaseLeftProperty().get().words())).isEqualTo("2 h");
        assertThat(job.atMostProperty().get()).contains(new Cents(3 * 329 + 1));
    }

    @Test
    void saysHowLongItsMachineWasNotHeardOf() {
        var job = jobs.start(spec());
        started().now(run -> RunStates.launched(run, Samples.H100, "us-west-3", 0));
        assertThat(job.contactProperty().get()).isEmpty();

        started().now(run -> RunStates.heard(run, new Contact.Heard(RunStates.at(10))));
        pass(Duration.ofSeconds(12));
        assertThat(contact(job)).isEqualTo("SUCCESS Live");

        pass(Duration.ofSeconds(10));
        assertThat(contact(job)).isEqualTo("WARNING Stale, 12 s");
        pass(Duration.ofSeconds(60));
        assertThat(contact(job)).isEqualTo("DANGER No contact for 1 min");

        var lost = new Contact.Lost(RunStates.at(10), 3, RunStates.at(90));
        started().now(run -> RunStates.heard(run, lost));
        assertThat(contact(job)).isEqualTo("DANGER Reconnecting, no contact for 1 min");

        end(started(), new RunOutcome.Succeeded());
        assertThat(job.contactProperty().get()).isEmpty();
    }

    private String contact(JobViewModel job) {
        var status = job.contactProperty().get().orElseThrow();
        return status.tone() + " " + messages.text(status.word());
    }

    @Test
    void standsStillWhenItIsOver() {
        var job = jobs.start(spec());
        started().now(run -> RunStates.launched(run, Samples.H100, "us-west-3", 0));
        pass(Duration.ofMinutes(30));
        end(started(), new RunOutcome.Succeeded());

        pass(Duration.ofHours(5));

        assertThat(job.elapsedProperty().get()).isEqualTo("1:00:00");
        assertThat(job.costProperty().get()).isEqualTo(new Cents(329));
        assertThat(job.tone()).isEqualTo(Tone.SUCCESS);
        assertThat(messages.text(job.endingProperty().get().orElseThrow()))
                .isEqualTo("All scripts ran. 3 result files came back. $3.29 in all, 1 h.");
    }

    @Test
    void showsEachStepWithItsTimeAndNote() {
        var job = jobs.start(spec());
        started()
                .now(run ->
                        RunStates.running(
                                RunStates.done(
                                        run, Step.BOOT, 0, 192, new StepNote.Address("10.0.0.1")),
                                Step.UPLOAD,
                                192,
                                new StepNote.Transfer(1, 4, 50, 200, 0)));
        pass(Duration.ofSeconds(200));

        var boot = job.steps().get(2);
        assertThat(boot.phaseProperty().get()).isEqualTo(StepRow.Phase.DONE);
        assertThat(boot.timeProperty().get()).isEqualTo("3:12");
        var upload = job.steps().get(5);
        assertThat(upload.timeProperty().get()).isEqualTo("0:08");
        assertThat(upload.progressProperty().get()).isEqualTo(0.25);
        assertThat(job.transfer().map(messages::text))
                .contains("Upload: 1 of 4 files, 50 B of 200 B");
        started()
                .now(run ->
                        RunStates.running(
                                run, Step.UPLOAD, 192, new StepNote.Transfer(2, 4, 80, 200, 10)));
        assertThat(job.transfer().map(messages::text))
                .contains("Upload: 2 of 4 files, 80 B of 200 B, 10 B/s, 12 s left");
        assertThat(job.stepsDone()).isEqualTo(1);
        assertThat(messages.text(job.word())).isEqualTo("Uploading");
    }

    @Test
    void sharesTheCostOutSoThatItAddsUp() {
        var job = jobs.start(spec());
        started()
                .now(run -> {
                    var now = RunStates.launched(run, Samples.H100, "us-west-3", 0);
                    now = RunStates.done(now, Step.BOOT, 0, 600, new StepNote.None());
                    now = RunStates.done(now, Step.SET_UP, 600, 300, new StepNote.None());
                    return RunStates.running(now, Step.SCRIPTS, 900, new StepNote.None());
                });
        pass(Duration.ofSeconds(2000));

        var shares = job.sharesProperty().get();

        assertThat(shares)
                .extracting(CostShare::part)
                .containsExactly(
                        CostShare.Part.BOOT_AND_UPLOAD,
                        CostShare.Part.SET_UP,
                        CostShare.Part.SCRIPTS);
        assertThat(shares.stream().map(CostShare::cost).reduce(Cents.ZERO, Cents::plus))
                .isEqualTo(job.costProperty().get());
    }

    @Test
    void showsWhatAMachineCostThatWasGivenBack() {
        var job = jobs.start(spec());
        started().now(run -> RunStates.launched(run, Samples.H100, "us-west-3", 0));
        started().now(run -> RunStates.running(run, Step.BOOT, 7, new StepNote.None()));
        started().now(run -> RunStates.discarded(run, 1800));
        started().now(run -> RunStates.launched(run, Samples.H100, "us-west-1", 1800));
        started().now(run -> RunStates.running(run, Step.BOOT, 1800, new StepNote.None()));
        pass(Duration.ofHours(1));

        assertThat(job.costProperty().get()).isEqualTo(new Cents(330));
        assertThat(job.atMostProperty().get()).contains(new Cents(12 * 329 + 1));
        assertThat(job.sharesProperty().get())
                .containsExactly(
                        new CostShare(CostShare.Part.DISCARDED, new Cents(165)),
                        new CostShare(CostShare.Part.BOOT_AND_UPLOAD, new Cents(165)));
        job.console().tabProperty().set(ConsoleViewModel.Tab.EVENTS);
        assertThat(job.console().ring().read(0, 100).lines())
                .extracting(ConsoleLine::text)
                .containsExactly(
                        "Boot",
                        "GPU check failed, the machine is given back after $1.65; another one is"
                                + " tried",
                        "Boot");
    }

    @Test
    void aPartThatTookNoTimeCostsNothing() {
        var job = jobs.start(spec());
        started()
                .now(run -> {
                    var now = RunStates.launched(run, Samples.H100, "us-west-3", 0);
                    now = RunStates.done(now, Step.BOOT, 0, 10, new StepNote.None());
                    now = RunStates.done(now, Step.SET_UP, 10, 0, new StepNote.None());
                    return RunStates.running(now, Step.SCRIPTS, 10, new StepNote.None());
                });
        pass(Duration.ofSeconds(21));

        assertThat(job.sharesProperty().get())
                .containsExactly(
                        new CostShare(CostShare.Part.BOOT_AND_UPLOAD, new Cents(1)),
                        new CostShare(CostShare.Part.SCRIPTS, new Cents(1)));
    }

    @Test
    void writesDownWhatHappenedWhen() {
        var job = jobs.start(spec());
        started().now(run -> RunStates.running(run, Step.BOOT, 7, new StepNote.None()));
        started()
                .now(run -> RunStates.running(run, Step.BOOT, 7, new StepNote.Address("10.0.0.1")));
        started().now(run -> RunStates.done(run, Step.BOOT, 7, 60, new StepNote.None()));
        started()
                .now(run ->
                        RunStates.with(
                                run,
                                Step.CONNECT,
                                new StepState.Cancelled(RunStates.at(67), RunStates.at(70))));
        end(started(), new RunOutcome.Cancelled(Step.CONNECT));

        job.console().tabProperty().set(ConsoleViewModel.Tab.EVENTS);
        var lines = job.console().ring().read(0, 100).lines();

        assertThat(lines)
                .extracting(ConsoleLine::text)
                .containsExactly("Boot", "Boot: done in 1 min", "Connect: cancelled", "Cancelled");
        assertThat(lines.getFirst().at()).isEqualTo(RunStates.at(7));
    }

    @Test
    void cancelsOnceAndSaysWhatItSaves() {
        var job = jobs.start(spec());
        assertThat(messages.text(job.cancelQuestion())).contains("Nothing was bought");
        started().now(run -> RunStates.launched(run, Samples.H100, "us-west-3", 0));
        pass(Duration.ofMinutes(30));
        assertThat(messages.text(job.cancelQuestion())).startsWith("Stops $3.29/h, $1.65 so far.");

        job.cancelAndTerminate();

        assertThat(started().isCancelled()).isTrue();
        assertThat(job.cancellingProperty().get()).isTrue();
    }

    @Test
    void cannotCancelWhatIsOver() {
        var job = jobs.start(spec());
        end(started(), new RunOutcome.Succeeded());

        job.cancelAndTerminate();

        assertThat(started().isCancelled()).isFalse();
    }

    @Test
    void savesTheLinesThatAreShown(@TempDir Path folder) throws Exception {
        var job = jobs.start(spec());
        var bytes = "one\n\u001b[31mtwo\u001b[0m\n".getBytes(UTF_8);
        started().output().bytes(Stream.OUT, Samples.MORNING, bytes, 0, bytes.length);
        var file = folder.resolve("out.log");

        job.saveLines(file);
        background.runAll();

        assertThat(Files.readString(file)).isEqualTo("one\ntwo\n");
        assertThat(job.noticeProperty().get().map(messages::text)).contains("Saved in " + file);

        job.saveLines(folder);
        background.runAll();

        assertThat(job.noticeProperty().get().map(messages::text).orElseThrow())
                .startsWith(folder + " could not be written");
    }

    @Test
    void waitingForCapacityHasItsOwnWord() {
        var job = jobs.start(spec());
        started()
                .now(run ->
                        RunStates.running(run, Step.LAUNCH, 1, new StepNote.WaitingForCapacity()));

        assertThat(messages.text(job.word())).isEqualTo("Waiting for capacity");
        assertThat(job.tone()).isEqualTo(Tone.MUTED);
    }
}
