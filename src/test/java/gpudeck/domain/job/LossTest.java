package gpudeck.domain.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossTest {

    @ParameterizedTest
    @CsvSource({
        "1.842, 1.842",
        "2, 2.000",
        "0.029, 0.02900",
        "0.00012345, 0.0001235",
        "12.3456, 12.35",
        "9.99996, 10.00",
        "-3, -3.000",
        "0, 0",
        "1234567, 1235000",
        "2.5e-7, 2.500e-07",
        "6.02e23, 6.020e+23",
        "NaN, nan",
        "Infinity, inf",
        "-Infinity, -inf",
    })
    void hasFourDigits(double value, String text) {
        assertThat(new Loss(value)).hasToString(text);
    }
}
