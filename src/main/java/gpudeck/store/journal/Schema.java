package gpudeck.store.journal;

import gpudeck.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;

/// The tables of the journal. Each version has a numbered script that makes it of the one before.
final class Schema {

    static final int VERSION = 3;

    private Schema() {}

    /// Another process may do the same at this moment: the version is read under the write lock.
    static void bringUpToDate(Path file, Connection connection)
            throws SQLException, StoreException {
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
