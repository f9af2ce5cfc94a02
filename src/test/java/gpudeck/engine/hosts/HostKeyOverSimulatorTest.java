package gpudeck.engine.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.domain.Step;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.StepNote;
import gpudeck.domain.job.StepState;
import gpudeck.sim.fault.LaunchFault;
import gpudeck.testing.JobFixture;
import gpudeck.testing.SimulatorExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Jobs on machines whose cloud-init takes its time, or never takes the key.
@Tag("sim")
class HostKeyOverSimulatorTest {

    @RegisterExtension
    final SimulatorExtension simulated =
            new SimulatorExtension(options ->
                    options.withTimes(options.times().withCloudInit(Duration.ofMillis(700))));

    @TempDir Path folder;

    private JobFixture given;

    @BeforeEach
    void open() throws Exception {
        given = new JobFixture(simulated, folder).file("a.py", "print('done')");
    }

    @AfterEach
    void close() throws Exception {
        given.close();
    }

    @Test
    void aJobWaitsForTheMachinesOwnKeyAndSaysSo() throws Exception {
        var run =
                given.engine()
                        .jobs()
                        .prepare(given.spec("a.py").results().build(), given.written());
        var notes = new CopyOnWriteArrayList<StepNote>();
        try (var _ =
                run.state()
                        .subscribe(state -> {
                            if (state.step(Step.CONNECT)
                                    instanceof StepState.Running(_, StepNote note)) {
                                notes.add(note);
                            }
                        })) {
            run.run();
        }

        assertThat(run.state().get().outcome()).contains(new RunOutcome.Succeeded());
        assertThat(notes).contains(new StepNote.AwaitingHostKey());
    }

    @Test
    void aMachineThatIgnoresItsUserDataIsEndedAfterItsTime() throws Exception {
        given.close();
        given = new JobFixture(simulated, folder, 600);
        simulated.simulator().faults().nextLaunch(new LaunchFault.IgnoresUserData());

        var run = given.run(given.spec("a.py").results());

        assertThat(run.state().get().outcome())
                .hasValueSatisfying(outcome ->
                        assertThat(outcome)
                                .isInstanceOfSatisfying(
                                        RunOutcome.Failed.class,
                                        failed ->
                                                assertThat(failed.why())
                                                        .isInstanceOf(
                                                                SshError.HostKeyNotInstalled
                                                                        .class)));
        assertThat(given.engine().fleet().fleet().get().billed()).isEmpty();
        assertThat(given.written().out()).isEmpty();
    }

    @Test
    void theKeyIsKnownAfterARestartBeforeTheFirstContact() throws Exception {
        var run = given.start(given.spec("a.py").results());
        var id =
                JobFixture.await(run, state -> state.instance().isPresent())
                        .instance()
                        .orElseThrow();
        run.leave();
        given.awaitOver(run);
        given.close();
        given = new JobFixture(simulated, folder);

        given.engine().remote().awaitReachable(id);

        simulated.simulator().machine(id.value()).orElseThrow().changeHostKey();
        var failure = catchThrowable(() -> given.engine().remote().checkHostKey(id));
        assertThat(((SshException) failure).error()).isInstanceOf(SshError.HostKeyChanged.class);
        given.engine().fleet().terminate(List.of(id));
    }
}
