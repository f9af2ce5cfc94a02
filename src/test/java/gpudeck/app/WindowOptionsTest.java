package gpudeck.app;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.store.Setting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowOptionsTest {

    @Test
    void nothingIsForTheWindow() {
        assertThat(WindowOptions.of(List.of())).isPresent();
    }

    @Test
    void optionsWithoutACommandAreForTheWindow() {
        var options = WindowOptions.of(List.of("--demo", "--poll-seconds", "9")).orElseThrow();

        assertThat(options.global().isDemo()).isTrue();
        assertThat(options.global().settings()).isEqualTo(Map.of(Setting.POLL_SECONDS, "9"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"types", "--help", "--version", "--json", "--nonsense", "no-command"})
    void theRestIsForTheCommandLine(String argument) {
        assertThat(WindowOptions.of(List.of(argument))).isEmpty();
    }
}
