package gpudeck.store.journal;

import gpudeck.store.SetAside;
import gpudeck.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The tables of the journal. Each version has a numbered script that makes it of the one before.
final class Schema {

    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

    static final int VERSION = 3;

    private Schema() {}

    /// Another process may do the same at this moment: the version is read under the write lock.
    /// What an older version wrote is copied first.
    static void bringUpToDate(Path file, Connection connection)
            throws SQLException, StoreException, IOException {
        keepOld(file, new Sql(connection));
        int found =
                Database.inTransaction(
                        connection,
                        sql -> {
                            int version = version(sql);
                            for (int next = version + 1; next <= VERSION; next++) {
                                run(sql, script(next));
                                run(sql, "PRAGMA user_version = " + next);
                            }
                            return version;
                        });
        if (found > VERSION) {
            throw new StoreException(
                    file,
                    "a newer GPU Deck wrote it (version "
                            + found
                            + ", this one knows up to "
                            + VERSION
                            + ")");
        }
    }

    /// An older GPU Deck can go on with the copy, but not with what becomes of the journal.
    private static void keepOld(Path file, Sql sql) throws SQLException, IOException {
        int old = version(sql);
        if (old == 0 || old >= VERSION) {
            return;
        }
        var half = Files.createTempFile(file.toAbsolutePath().getParent(), "journal", ".copy");
        try {
            sql.update("VACUUM INTO ?", half);
            if (version(sql) == old) { // no other process was faster
                var copy = SetAside.nameFor(file, "version-" + old);
                Files.move(half, copy, StandardCopyOption.ATOMIC_MOVE);
                LOG.info("The journal of version {} is kept as {}", old, copy);
            }
        } finally {
            Files.deleteIfExists(half);
        }
    }

    private static int version(Sql sql) throws SQLException {
        return sql.first("PRAGMA user_version", row -> (int) row.number("user_version")).orElse(0);
    }

    private static void run(Sql sql, String script) throws SQLException {
        for (var statement : script.split(";\\s*\\R", -1)) {
            if (!statement.isBlank()) {
                sql.execute(statement);
            }
        }
    }

    private static String script(int version) {
        var name = "/gpudeck/journal/schema-" + version + ".sql";
        try (var in = Objects.requireNonNull(Schema.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
