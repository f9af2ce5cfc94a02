package gpudeck.store.journal;

import static gpudeck.testing.Samples.MORNING;
import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.HostKey;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.store.journal.HostKeyPin.Origin;
import gpudeck.testing.Samples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A journal that an older version wrote.
class MigrationTest {

    private static final InstanceId ID = new InstanceId("i-1");
    private static final String BLOB = "AAAAC3NzaC1lZDI1NTE5AAAAIA";

    @TempDir Path folder;

    private static void run(Connection sql, String script) throws Exception {
        for (var statement : script.split(";\\s*\\R", -1)) {
            if (!statement.isBlank()) {
                try (var prepared = sql.createStatement()) {
                    prepared.execute(statement);
                }
            }
        }
    }

    private static String schema(int version) throws Exception {
        var name = "/gpudeck/journal/schema-" + version + ".sql";
        try (var in = Journal.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Path journalOfVersionTwo() throws Exception {
        var file = folder.resolve("journal.db");
        try (var sql = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            run(sql, schema(1));
            run(sql, schema(2));
            run(
                    sql,
                    """
                    INSERT INTO launch (run, at, key_fingerprint, type, region, name,
                      cents_per_hour, request, outcome, instance, holder, lease_ms)
                    VALUES ('%1$s', %2$d, 'k', 'gpu_1x_a10', 'us-west-1', 'train', 75,
                      '{"region":"us-west-1","typeName":"gpu_1x_a10","sshKeyName":"laptop",
                        "name":"train","hostname":null,"image":null,"fileSystemNames":[],
                        "fileSystemMounts":[],"userData":null,"tags":{},"firewallRulesetIds":[]}',
                      'UNKNOWN', NULL, 'p', 3600000);
                    INSERT INTO instance (id, run, key_fingerprint, name, type, region,
                      cents_per_hour, first_seen, last_status)
                    VALUES ('i-1', '%1$s', 'k', 'train', 'gpu_1x_a10', 'us-west-1', 75, %2$d,
                      'active');
                    INSERT INTO host_key (instance, algorithm, public_key, fingerprint, pinned_at)
                    VALUES ('i-1', 'ssh-ed25519', '%3$s', 'SHA256:x', %2$d);
                    PRAGMA user_version = 2;
                    """
                            .formatted(Samples.run(1), MORNING.toEpochMilli(), BLOB));
        }
        return file;
    }

    @Test
    void keepsTheHostKeysThatWereTrustedOnFirstContact() throws Exception {
        try (var journal = Journal.open(journalOfVersionTwo())) {
            var kept =
                    new HostKeyPin(
                            ID,
                            new HostKey("ssh-ed25519", BLOB),
                            Origin.FIRST_CONTACT,
                            MORNING,
                            Optional.of(MORNING));

            assertThat(journal.hostKeys().pinned(ID)).contains(kept);
            assertThat(journal.hostKeys().ofLiving()).containsExactly(kept);
        }
    }

    @Test
    void keepsACopyThatTheOlderVersionCanRead() throws Exception {
        Journal.open(journalOfVersionTwo()).close();

        var copy = folder.resolve("journal.db.version-2");
        assertThat(Files.getPosixFilePermissions(copy))
                .containsExactlyInAnyOrderElementsOf(PosixFilePermissions.fromString("rw-------"));
        try (var sql = DriverManager.getConnection("jdbc:sqlite:" + copy);
                var statement = sql.createStatement();
                var row =
                        statement.executeQuery(
                                "SELECT pinned_at, user_version FROM host_key, pragma_user_version")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getLong("pinned_at")).isEqualTo(MORNING.toEpochMilli());
            assertThat(row.getInt("user_version")).isEqualTo(2);
        }
        Journal.open(folder.resolve("journal.db")).close();
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("journal.db", "journal.db.version-2", "programs");
        }
    }

    @Test
    void keepsLaunchesThatGaveNoHostKey() throws Exception {
        try (var journal = Journal.open(journalOfVersionTwo())) {
            assertThat(journal.launches().unsettled("k"))
                    .singleElement()
                    .satisfies(intent -> {
                        assertThat(intent.hostKey()).isEmpty();
                        assertThat(intent.request().name()).contains("train");
                    });
        }
    }
}
