package gpudeck.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import gpudeck.sim.account.Bill;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each point is where its name says: the account and the journal tell, after a `kill -9` there.
@EnabledOnOs(LINUX)
class PointTest {

    /// @param intents by their outcome in the journal
    /// @param sent launches that the API saw
    private record World(List<String> intents, long sent, int open, boolean isEndAsked) {}

    @ParameterizedTest
    @EnumSource(names = {"LAUNCH_COMMITTED", "DOWNLOADING"})
    void isWhereItSays(Point point) throws Exception {
        strikeAndLook(point);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("campaign")
    void areAllWhereTheySay(Point point) throws Exception {
        strikeAndLook(point);
    }

    private static void strikeAndLook(Point point) throws Exception {
        try (var trial = Trial.open(point.plan(1))) {
            var trap = point.set(trial);
            var program = trial.startJob();
            trap.await();

            Strike.BOTH.on(trial);

            assertThat(program.isAlive()).isFalse();
            assertThat(look(trial)).isEqualTo(expected(point));
            trap.release();
        }
    }

    private static World look(Trial trial) throws Exception {
        var ours = trial.ours();
        return new World(
                trial.journal().launches().stream().map(JournalFile.Launch::outcome).toList(),
                trial.simulator().count("POST", Traps.LAUNCH),
                (int) ours.stream().filter(Bill::isOpen).count(),
                ours.stream().anyMatch(bill -> bill.terminateAskedAt().isPresent()));
    }

    private static World expected(Point point) {
        return switch (point) {
            case STARTING, CHECKING, BEFORE_INTENT -> new World(List.of(), 0, 0, false);
            case INTENT_WRITTEN -> new World(List.of("OPEN"), 0, 0, false);
            case LAUNCH_SENT -> new World(List.of("OPEN"), 1, 0, false);
            case LAUNCH_COMMITTED, LAUNCH_NOT_RECORDED -> new World(List.of("OPEN"), 1, 1, false);
            case BOOTING,
                    ACTIVE,
                    SSH_UP,
                    UPLOADING,
                    UPLOADED,
                    SETTING_UP,
                    SCRIPT_STARTING,
                    SCRIPT_RUNNING,
                    SECOND_SCRIPT_RUNNING,
                    SCRIPT_DONE,
                    RESULTS_LISTING,
                    FAILED_RESULTS_LISTING,
                    RESULTS_HASHING,
                    DOWNLOADING,
                    DOWNLOADED,
                    VERIFIED,
                    TERMINATE_SENT ->
                    new World(List.of("CREATED"), 1, 1, false);
            case TERMINATE_COMMITTED, TERMINATE_NOT_RECORDED ->
                    new World(List.of("CREATED"), 1, 1, true);
            case END_NOT_SEEN, EXITING -> new World(List.of("CREATED"), 1, 0, true);
        };
    }
}
