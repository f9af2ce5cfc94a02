package gpudeck.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gpudeck.domain.Cents;
import gpudeck.domain.Lease;
import gpudeck.domain.RunId;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.LaunchRequest;
import gpudeck.store.journal.Journal;
import gpudeck.testing.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;

class JournalFileTest {

    private static final RunId RUN = new RunId("01ARZ3NDEKTSV4RRFFQ69G5FAV");

    @TempDir private Path folder;

    private JournalFile file() {
        return new JournalFile(folder.resolve("journal.db"));
    }

    @Test
    void showsWhatTheProductWroteWhileItHasTheFileOpen() throws Exception {
        try (var journal = Journal.open(file().file())) {
            var intent =
                    journal.launches()
                            .recordIntent(
                                    RUN,
                                    request(),
                                    Optional.empty(),
                                    Cents.ZERO,
                                    Lease.DEFAULT,
                                    "f",
                                    Samples.MORNING);
            var before = file().launches();
            journal.launches().recordCreated(intent, new InstanceId("i-1"), Samples.MORNING);

            assertThat(before)
                    .containsExactly(new JournalFile.Launch(RUN.value(), "OPEN", Optional.empty()));
            assertThat(file().launches())
                    .containsExactly(
                            new JournalFile.Launch(RUN.value(), "CREATED", Optional.of("i-1")));
            assertThat(file().installation()).contains(journal.installationId());
        }
    }

    @Test
    void isEmptyBeforeThereIsAJournal() throws Exception {
        assertThat(file().launches()).isEmpty();
        assertThat(file().installation()).isEmpty();
        assertThat(Files.exists(file().file())).isFalse();
    }

    @Test
    void keepsTheProductFromWritingWhileItIsLocked() throws Exception {
        Journal.open(file().file()).close();

        try (var _ = file().lock()) {
            assertThatThrownBy(this::writeWithoutPatience).hasMessageContaining("BUSY");
            assertThat(file().launches()).isEmpty();
        }
        writeWithoutPatience();
    }

    private void writeWithoutPatience() throws SQLException {
        var config = new SQLiteConfig();
        config.setBusyTimeout(0);
        try (var connection = config.createConnection("jdbc:sqlite:" + file().file());
                var statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
        }
    }

    private static LaunchRequest request() {
        return new LaunchRequest(
                "us-east-1",
                "gpu_1x_a10",
                "key",
                Optional.of("job"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Map.of(),
                List.of());
    }
}
