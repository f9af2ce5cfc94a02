package gpudeck.engine.job;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.job.JobSpec.GpuCheck;
import gpudeck.domain.job.RunOutcome;
import gpudeck.testing.JobTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// As many jobs at once as one computer may have, each on an instance of its own.
class ManyJobsTest extends JobTest {

    private static final int JOBS = 50;

    @Test
    void doNotGetInEachOthersWay() throws Exception {
        given.file(
                "a.py",
                """
                import os, sys
                print("I am", sys.argv[1])
                os.makedirs("results")
                open("results/name.txt", "w").write(sys.argv[1])
                """);
        var runs = new ArrayList<JobRun>();
        for (int number = 1; number <= JOBS; number++) {
            // A check has 15 s, and all these machines share the processors of this one.
            runs.add(
                    given.start(
                            given.spec()
                                    .name("job-" + number)
                                    .script("a.py", "n" + number)
                                    .gpuCheck(GpuCheck.SKIP)));
        }
        assertThat(given.engine().jobs().active().get()).hasSize(JOBS);

        for (int number = 1; number <= JOBS; number++) {
            var run = runs.get(number - 1);
            var state = given.awaitOver(run);
            assertThat(state.outcome()).contains(new RunOutcome.Succeeded());
            assertThat(run.folder().resolve("results/name.txt")).hasContent("n" + number);
            assertThat(run.folder().resolve("console/1-a.py.out")).hasContent("I am n" + number);
        }

        assertThat(instances(runs)).doesNotHaveDuplicates().hasSize(JOBS);
        assertThat(simulator().launches()).isEqualTo(JOBS);
        assertThatNothingRuns();
    }

    private static List<InstanceId> instances(List<JobRun> runs) {
        return runs.stream().map(run -> run.state().get().instance().orElseThrow()).toList();
    }
}
