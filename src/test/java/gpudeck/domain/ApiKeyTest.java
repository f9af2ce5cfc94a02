package gpudeck.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a\nb", "a\u0000", "k\u00e4se", "\u007f"})
    void whatCannotStandInAHeaderIsNoKey(String text) {
        assertThat(ApiKey.of(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"secret_one.abcdef, cdef", "abcdef, def", "ab, b", "a, a"})
    void theTailIsHalfOfItAtMost(String key, String tail) {
        assertThat(new ApiKey(key).tail()).isEqualTo(tail);
    }

    @Test
    void itsWordsDoNotShowIt() {
        assertThat(new ApiKey("secret_one.abcdef")).asString().doesNotContain("secret_one");
    }
}
