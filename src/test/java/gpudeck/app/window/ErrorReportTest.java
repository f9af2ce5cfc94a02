package gpudeck.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErrorReportTest {

    @Test
    void theSameBugHasTheSameCodeWhateverItsValues() {
        var first = ErrorReport.of(broken("a"), "1.0");
        var second = ErrorReport.of(broken("b"), "1.0");

        assertThat(first.code()).isEqualTo(second.code()).matches("[0-9A-Z]{6}");
    }

    @Test
    void anotherBugHasAnotherCode() {
        var first = ErrorReport.of(broken("a"), "1.0");
        var second = ErrorReport.of(new IllegalStateException(broken("a")), "1.0");

        assertThat(first.code()).isNotEqualTo(second.code());
    }

    @Test
    void detailsNameTheVersionAndThePlace() {
        var report = ErrorReport.of(broken("a"), "1.0");

        assertThat(report.details())
                .startsWith("GPU Deck 1.0, Java ")
                .contains("IllegalArgumentException: a", "ErrorReportTest.broken");
    }

    private static Throwable broken(String value) {
        return new IllegalArgumentException(value);
    }
}
