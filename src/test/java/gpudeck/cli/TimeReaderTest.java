package gpudeck.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class TimeReaderTest {

    @ParameterizedTest
    @CsvSource({
        "4h, PT4H",
        "90m, PT1H30M",
        "1h30m, PT1H30M",
        "45s, PT45S",
        "2, PT2H",
        "2.5, PT2H30M",
        "1d12h, PT36H"
    })
    void readsTimesAsPeopleWriteThem(String text, String time) {
        assertThat(new TimeReader().convert(text)).hasToString(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0m", "-1h", "soon", "4hours", "1e9", "99999999999h"})
    void refusesTheRest(String text) {
        assertThatThrownBy(() -> new TimeReader().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("4h or 90m");
    }
}
