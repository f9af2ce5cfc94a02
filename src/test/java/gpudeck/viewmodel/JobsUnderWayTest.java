package gpudeck.viewmodel;

import static gpudeck.testing.Machines.mine;
import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.JobSpec.Afterwards;
import gpudeck.domain.job.RunState;
import gpudeck.testing.Samples;
import gpudeck.testing.SpecBuilder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobsUnderWayTest {

    private final SpecBuilder spec =
            new SpecBuilder(Path.of("project"), Path.of("runs"), "laptop", "train.py");

    @Test
    void findsTheJobThatLaunchedTheMachine() {
        var jobs = new JobsUnderWay(List.of(run(1, spec.build()), run(2, spec.build())));

        assertThat(jobs.on(mine(2))).contains(jobs.states().getLast());
        assertThat(jobs.on(mine(3))).isEmpty();
    }

    @Test
    void findsTheJobThatCameToTheMachineLater() {
        var later = run(7, spec.name("later").on(mine(1).id(), Afterwards.KEEP).build());
        var jobs = new JobsUnderWay(List.of(later));

        assertThat(jobs.on(mine(1))).contains(later);
        assertThat(jobs.on(mine(2))).isEmpty();
        assertThat(jobs.namesOn(List.of(mine(1), mine(2)))).containsExactly("later");
    }

    private static RunState run(int number, JobSpec spec) {
        return RunState.starting(Samples.run(number), spec, Samples.MORNING);
    }
}
