package gpudeck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import gpudeck.domain.cloud.InstanceStatus;
import gpudeck.testing.CommandLineFixture;
import gpudeck.testing.FakeCloud;
import gpudeck.testing.FakeCloud.Call;
import gpudeck.testing.Samples;
import gpudeck.testing.TestTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminateCommandTest {

    private static final String[] LAUNCH = {
        "launch", "--type", "gpu_1x_a10", "--ssh-key-name", "laptop", "--name", "box"
    };

    @TempDir Path folder;

    private CommandLineFixture given;

    @BeforeEach
    void open() throws Exception {
        given = new CommandLineFixture(folder, TestTime.hurrying());
    }

    @AfterEach
    void close() throws Exception {
        given.close();
    }

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

    private JsonNode json() throws Exception {
        return JsonMapper.builder().build().readTree(given.out());
    }
}
