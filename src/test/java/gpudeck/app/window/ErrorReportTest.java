package gpudeck.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.ApiKey;
import gpudeck.domain.Secrets;
import org.junit.jupiter.api.Test;

class ErrorReportTest {

    private static final Secrets SECRETS = Secrets.of(new ApiKey("plain_canary_key"));

    @Test
    void theSameBugHasTheSameCodeWhateverItsValues() {
        var first = ErrorReport.of(broken("a"), "1.0", SECRETS);
        var second = ErrorReport.of(broken("b"), "1.0", SECRETS);

        assertThat(first.code()).isEqualTo(second.code()).matches("[0-9A-Z]{6}");
    }

    @Test
    void anotherBugHasAnotherCode() {
        var first = ErrorReport.of(broken("a"), "1.0", SECRETS);
        var second = ErrorReport.of(new IllegalStateException(broken("a")), "1.0", SECRETS);

        assertThat(first.code()).isNotEqualTo(second.code());
    }

    @Test
    void detailsNameTheVersionAndThePlace() {
        var report = ErrorReport.of(broken("a"), "1.0", SECRETS);

        assertThat(report.details())
                .startsWith("GPU Deck 1.0, Java ")
                .contains("IllegalArgumentException: a", "ErrorReportTest.broken");
    }

    @Test
    void detailsHoldNoSecrets() {
        var bug =
                new IllegalStateException(
                        "https://j.example/?token=canary0123", broken("plain_canary_key"));

        assertThat(ErrorReport.of(bug, "1.0", SECRETS).details())
                .contains("token=***", "IllegalArgumentException: ***")
                .doesNotContain("canary");
    }

    private static Throwable broken(String value) {
        return new IllegalArgumentException(value);
    }
}
