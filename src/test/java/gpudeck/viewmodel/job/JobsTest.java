package gpudeck.viewmodel.job;

import gpudeck.domain.Messages;
import gpudeck.domain.Signal;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.RunOutcome;
import gpudeck.engine.Catalog;
import gpudeck.engine.fleet.Fleet;
import gpudeck.testing.FakeJobs;
import gpudeck.testing.RunStates;
import gpudeck.testing.Samples;
import gpudeck.testing.StepwiseBackground;
import gpudeck.testing.TestTime;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

/// Jobs as a window has them, over runs that tests move by hand.
abstract class JobsTest {

    final TestTime time = TestTime.byHand();
    final Ticker ticker = new Ticker(time.now(), ZoneOffset.UTC);
    final Messages messages = Messages.load();
    final FakeJobs starter = new FakeJobs();
    final StepwiseBackground background = new StepwiseBackground();
    final Signal<Fleet> fleet = new Signal<>(Fleet.UNREAD);
    final JobsViewModel jobs =
            new JobsViewModel(
                    starter,
                    messages,
                    new Live(fleet, new Signal<>(Catalog.UNREAD), new Signal<>(List.of()), ticker),
                    time::now,
                    background);

    static void end(FakeJobs.Job job, RunOutcome outcome) {
        job.now(run -> RunStates.over(run, outcome, 3, 3600));
    }

    FakeJobs.Job started() {
        return starter.started().getLast();
    }

    void pass(Duration duration) {
        time.advance(duration);
        ticker.tick(time.now());
    }

    static JobSpec spec() {
        return Samples.job(Path.of("project"), Path.of("runs"));
    }
}
