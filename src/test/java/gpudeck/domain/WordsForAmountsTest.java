package gpudeck.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsForAmountsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 KB",
        "9949, 9.9 KB",
        "9960, 10 KB",
        "999600, 1.0 MB",
        "1800000000, 1.8 GB",
        "940000000, 940 MB"
    })
    void bytesAreGivenInPowersOfAThousand(long bytes, String words) {
        assertThat(new ByteCount(bytes)).hasToString(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0; $0.00",
                "7; $0.07",
                "129; $1.29",
                "99999; $999.99",
                "123456; $1,234.56",
                "123456789005; $1,234,567,890.05",
                "-150; -$1.50"
            })
    void moneyIsInDollarsWithTwoDigits(long cents, String words) {
        assertThat(new Cents(cents)).hasToString(words);
    }

    @ParameterizedTest
    @CsvSource({
        "-5, 0 s, 0:00",
        "18, 18 s, 0:18",
        "60, 1 min, 1:00",
        "1745, 29 min, 29:05",
        "3600, 1 h, 1:00:00",
        "3889, 1 h 4 m, 1:04:49",
        "180000, 50 h, 50:00:00"
    })
    void timesAreShortInWordsAndExactOnTheClock(long seconds, String words, String clock) {
        var time = new TimeSpan(Duration.ofSeconds(seconds));

        assertThat(time).hasToString(words);
        assertThat(time.clock()).isEqualTo(clock);
    }
}
