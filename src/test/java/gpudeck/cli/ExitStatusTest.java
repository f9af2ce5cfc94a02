package gpudeck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.CloudError;
import gpudeck.domain.JobError;
import gpudeck.domain.Problem;
import gpudeck.domain.SshError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExitStatusTest {

    static List<Arguments> problems() {
        return List.of(
                Arguments.of(new CloudError.InvalidApiKey(), 3),
                Arguments.of(new CloudError.QuotaExceeded("no", Optional.empty()), 3),
                Arguments.of(new CloudError.RateLimited(Duration.ofSeconds(1)), 3),
                Arguments.of(new CloudError.Unreachable("host", "refused"), 4),
                Arguments.of(new CloudError.Unreadable(502, "<html>"), 4),
                Arguments.of(new SshError.ConnectionLost("host", "reset"), 4),
                Arguments.of(new SshError.HostKeyChanged("host", "a", "b"), 4),
                Arguments.of(new SshError.HostKeyNotInstalled("host", "a", "b"), 4),
                Arguments.of(new SshError.HostKeyUnconfirmed("host", "a"), 2),
                Arguments.of(new SshError.PassphraseWrong("id"), 2),
                Arguments.of(new JobError.ProjectMissing("p"), 2),
                Arguments.of(new JobError.NoCapacity(List.of("t"), "r"), 3),
                Arguments.of(new JobError.ScriptFailed("train.py", 3), 1),
                Arguments.of(new JobError.TerminateUnconfirmed("i"), 1));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void tellsWhoeverCalledWhoseTurnItIs(Problem problem, int status) {
        assertThat(ExitStatus.of(problem)).isEqualTo(status);
    }
}
