package gpudeck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.cloud.InstanceStatus;
import gpudeck.testing.CommandTest;
import gpudeck.testing.FakeCloud;
import gpudeck.testing.FakeCloud.Call;
import gpudeck.testing.Samples;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class TerminateCommandTest extends CommandTest {

    @Test
    void terminatesAndSaysWhatItCostOnceTheEndIsProved() {
        given.account.cloud.machines().terminatedAfter(4);
        given.run(LAUNCH);

        assertThat(given.run("terminate", "box")).isZero();

        assertThat(given.out()).startsWith("box-").contains(" ended. $", " in all, ");
        assertThat(given.account.find("i-0001").endedAt()).isPresent();
    }

    @Test
    void terminatesSeveralAndAnswersInJson() throws Exception {
        given.run(LAUNCH);
        given.account.cloud.machines().add(Samples.instance("i-9", "other", InstanceStatus.ACTIVE));

        assertThat(given.run("terminate", "box", "other", "box", "--json")).isZero();

        assertThat(json())
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.get("ended").isTextual()).isTrue());
    }

    @Test
    void terminatesWhatItKnowsThoughTheListCannotBeRead() {
        given.run(LAUNCH);
        given.account.cloud.failNext(Call.INSTANCES, FakeCloud.TIMED_OUT);

        assertThat(given.run("terminate", "box")).isZero();

        assertThat(given.out()).startsWith("box-").contains(" ended. $");
    }

    @Test
    void anInterruptedTerminateGoesOnLater() throws Exception {
        given.run(LAUNCH);
        given.account.cloud.fail(Call.TERMINATE, FakeCloud.TIMED_OUT);
        var gate = given.account.cloud.holdNext(Call.TERMINATE);
        var command = given.command();
        var running =
                new FutureTask<>(
                        () -> command.run(List.of("terminate", "box", "--timeout", "1000d")));
        Thread.ofVirtual().start(running);
        gate.awaitReached();

        assertThat(command.interrupt(StopSignal.INT, Duration.ofSeconds(20))).isEqualTo(130);
        gate.open();

        assertThat(running.get()).isEqualTo(130);
        assertThat(given.err()).contains("GPU Deck goes on with it the next time it runs");
        assertThat(given.account.find("i-0001").ending()).isPresent();
    }
}
