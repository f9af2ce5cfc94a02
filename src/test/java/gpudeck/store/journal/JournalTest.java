package gpudeck.store.journal;

import static gpudeck.testing.Samples.A10;
import static gpudeck.testing.Samples.MORNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gpudeck.domain.CloudError;
import gpudeck.domain.Lease;
import gpudeck.domain.cloud.InstanceStatus;
import gpudeck.domain.job.RunState;
import gpudeck.store.StoreException;
import gpudeck.store.journal.LaunchIntent.Outcome;
import gpudeck.testing.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class JournalTest extends OpenedJournal {

    @Test
    void remembersAnIntentThatGotNoAnswerAfterARestart() throws StoreException {
        var request = Samples.launch("train-01");
        var intent = intent(1);

        reopen();

        assertThat(journal.launches().unsettled(KEY)).containsExactly(intent);
        assertThat(intent.request()).isEqualTo(request);
        assertThat(intent.isInDoubt()).isTrue();
    }

    @Test
    void anIntentIsOnDiskForOthersBeforeTheLaunchIsSent() throws StoreException {
        var intent = intent(1);

        try (var other = Journal.open(file)) {
            assertThat(other.launches().unsettled(KEY)).containsExactly(intent);
        }
    }

    @Test
    void aCreatedInstanceIsMineFromTheSameCommitOn() throws StoreException {
        var intent = intent(1);

        journal.launches().recordCreated(intent, ID, MORNING);
        journal.launches().recordCreated(intent, ID, MORNING.plusSeconds(9));

        reopen();
        assertThat(journal.launches().unsettled(KEY)).isEmpty();
        assertThat(journal.instances().startedHere())
                .singleElement()
                .satisfies(known -> {
                    assertThat(known.id()).isEqualTo(ID);
                    assertThat(known.run()).contains(Samples.run(1));
                    assertThat(known.launchedAt()).contains(MORNING);
                    assertThat(known.pricePerHour()).isEqualTo(A10.pricePerHour());
                });
    }

    @Test
    void aLaunchThatIsKnownToBeCreatedStaysSo() throws StoreException {
        var intent = intent(1);
        journal.launches().recordCreated(intent, ID, MORNING);

        journal.launches().recordUnknown(intent, new CloudError.Unreadable(200, "<"), MORNING);

        assertThat(journal.launches().of(Samples.run(1)))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.outcome()).isEqualTo(Outcome.CREATED);
                    assertThat(found.instance()).contains(ID);
                });
    }

    @Test
    void onlyLaunchesWithoutAClearAnswerMayStillShowUp() throws StoreException {
        journal.launches().recordRefused(intent(1), new CloudError.InvalidApiKey(), MORNING);
        journal.launches().recordUnknown(intent(2), new CloudError.Unreadable(502, ""), MORNING);
        journal.launches().recordNotFound(intent(3), MORNING);

        assertThat(journal.launches().unsettled(KEY))
                .extracting(LaunchIntent::outcome)
                .containsExactly(Outcome.UNKNOWN, Outcome.NOT_FOUND);
        assertThat(journal.launches().unsettled("another key")).isEmpty();
    }

    @Test
    void keepsWhenAForeignInstanceWasFirstSeenAndAtWhichPrice() throws StoreException {
        var seen = Samples.instance("i-9", "other", InstanceStatus.BOOTING);
        var dearer =
                Samples.instance(
                        "i-9", "other", InstanceStatus.ACTIVE, Samples.H100, java.util.Map.of());
        journal.instances().recordSeen(List.of(seen), KEY, MORNING);

        journal.instances().recordSeen(List.of(dearer), KEY, MORNING.plusSeconds(60));

        assertThat(journal.instances().aliveOrEndedSince(MORNING, KEY))
                .singleElement()
                .satisfies(known -> {
                    assertThat(known.isMine()).isFalse();
                    assertThat(known.firstSeen()).isEqualTo(MORNING);
                    assertThat(known.lastSeen()).contains(MORNING.plusSeconds(60));
                    assertThat(known.lastStatus()).isEqualTo("active");
                    assertThat(known.pricePerHour()).isEqualTo(A10.pricePerHour());
                });
        assertThat(journal.instances().startedHere()).isEmpty();
    }

    @Test
    void anEndingThatWasAskedForIsTakenUpAfterARestart() throws StoreException {
        journal.launches().recordCreated(intent(1), ID, MORNING);
        journal.instances().recordTerminateAsked(ID, MORNING.plusSeconds(5));
        journal.instances().recordTerminateAsked(ID, MORNING.plusSeconds(50));

        reopen();

        assertThat(journal.instances().aliveOrEndedSince(MORNING, KEY))
                .singleElement()
                .satisfies(known ->
                        assertThat(known.terminateAskedAt()).contains(MORNING.plusSeconds(5)));
    }

    @Test
    void anInstanceThatIsListedAgainHasNotEnded() throws StoreException {
        journal.launches().recordCreated(intent(1), ID, MORNING);
        journal.instances().recordEnded(ID, MORNING.plusSeconds(90));

        var again = Samples.instance(ID.value(), "train-01", InstanceStatus.ACTIVE);
        journal.instances().recordSeen(List.of(again), KEY, MORNING.plusSeconds(95));

        assertThat(journal.instances().startedHere())
                .singleElement()
                .satisfies(known -> assertThat(known.endedAt()).isEmpty());
    }

    @Test
    void anEndedInstanceIsListedOnlyForTheTimeAskedFor() throws StoreException {
        journal.launches().recordCreated(intent(1), ID, MORNING);
        journal.instances().recordEnded(ID, MORNING.plusSeconds(90));

        assertThat(journal.instances().aliveOrEndedSince(MORNING, KEY)).hasSize(1);
        assertThat(journal.instances().aliveOrEndedSince(MORNING.plusSeconds(91), KEY)).isEmpty();
        assertThat(journal.instances().startedHere()).hasSize(1);
    }

    @Test
    void listsRunsNewestFirstAsTheyWereSavedLast() throws StoreException {
        var old = run(1, MORNING);
        var recent = run(2, MORNING.plusSeconds(60));
        journal.runs().save(old, folder.resolve("one"));
        journal.runs().save(recent, folder.resolve("two"));
        journal.runs().save(old, folder.resolve("one"));
        var holder = Optional.of(journal.program());

        reopen();

        assertThat(journal.runs().all())
                .containsExactly(
                        new SavedRun(recent, folder.resolve("two"), holder),
                        new SavedRun(old, folder.resolve("one"), holder));
        assertThat(journal.runs().find(old.id()))
                .contains(new SavedRun(old, folder.resolve("one"), holder));
    }

    @Test
    void aDamagedRowHidesNoOther() throws Exception {
        journal.runs().save(run(1, MORNING), folder);
        journal.runs().save(run(2, MORNING), folder);
        sql("UPDATE run SET state = '{\"id\": 7' WHERE id LIKE '%2'");

        assertThat(journal.runs().all())
                .extracting(saved -> saved.state().id())
                .containsExactly(Samples.run(1));
    }

    @Test
    void refusesAJournalOfANewerVersionAndLeavesItAlone() throws Exception {
        sql("PRAGMA user_version = 99");
        journal.close();

        assertThatThrownBy(() -> Journal.open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("newer GPU Deck")
                .hasMessageContaining("99");
    }

    @Test
    void saysSoWhenTheFileIsNotAJournal() throws Exception {
        var garbage = Files.writeString(folder.resolve("garbage.db"), "x".repeat(4096));

        assertThatThrownBy(() -> Journal.open(garbage))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("not a database");
    }

    @Test
    void saysSoWhenTheFolderCannotBeMade() throws Exception {
        var blocked = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> Journal.open(blocked.resolve("journal.db")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(blocked.toString());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyTheOwnerMayReadIt() throws Exception {
        intent(1);

        assertThat(permissions(folder.resolve("data"))).isEqualTo("rwx------");
        try (var files = Files.list(folder.resolve("data"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .extracting(JournalTest::permissions)
                    .containsOnly("rw-------");
        }
    }

    @Test
    void theInstallationKeepsItsId() throws StoreException {
        var id = journal.installationId();

        reopen();

        assertThat(journal.installationId()).isEqualTo(id).isNotBlank();
    }

    @Test
    void twoProcessesWriteOneFileWithoutLosingAnything() throws Exception {
        try (var other = Journal.open(file)) {
            var here = Thread.ofVirtual().start(() -> writeMany(journal, 0));
            var there = Thread.ofVirtual().start(() -> writeMany(other, 1000));
            assertThat(here.join(Duration.ofSeconds(30))).isTrue();
            assertThat(there.join(Duration.ofSeconds(30))).isTrue();

            assertThat(journal.launches().unsettled(KEY)).hasSize(40);
        }
    }

    private static void writeMany(Journal journal, int from) {
        try {
            for (int i = from; i < from + 20; i++) {
                journal.launches()
                        .recordIntent(
                                Samples.run(i),
                                Samples.launch("many"),
                                Optional.empty(),
                                A10.pricePerHour(),
                                Lease.DEFAULT,
                                KEY,
                                MORNING);
            }
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
    }

    private RunState run(int number, java.time.Instant startedAt) {
        return RunState.starting(
                Samples.run(number), Samples.job(folder, folder.resolve("out")), startedAt);
    }

    private void sql(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var prepared = connection.createStatement()) {
            prepared.execute(statement);
        }
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
