package gpudeck.campaign;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteConfig;

/// The product's journal as a file that others may look into, and lock.
record JournalFile(Path file) {

    private static final int BUSY_MILLIS = 10_000;

    /// @param outcome by the journal's own word; `OPEN` until an answer is written down
    /// @param instance empty until it is known
    record Launch(String run, String outcome, Optional<String> instance) {}

    /// Keeps all others from writing until it is closed.
    interface WriteLock extends AutoCloseable {
        @Override
        void close() throws SQLException;
    }

    /// Those that are committed, oldest first; none while there is no journal.
    List<Launch> launches() throws SQLException {
        return read(
                "SELECT run, outcome, instance FROM launch ORDER BY number",
                row ->
                        new Launch(
                                row.getString(1),
                                row.getString(2),
                                Optional.ofNullable(row.getString(3))));
    }

    Optional<String> installation() throws SQLException {
        return read("SELECT value FROM installation WHERE name = 'id'", row -> row.getString(1))
                .stream()
                .findFirst();
    }

    WriteLock lock() throws SQLException {
        var connection = open(false);
        try (var statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            return connection::close;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private <T> List<T> read(String query, Row<T> row) throws SQLException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (var connection = open(true);
                var statement = connection.createStatement();
                var tables = statement.executeQuery("SELECT 1 FROM sqlite_master")) {
            if (!tables.next()) {
                return List.of(); // it is just being made
            }
            return all(connection, query, row);
        }
    }

    private static <T> List<T> all(Connection connection, String query, Row<T> row)
            throws SQLException {
        var all = new ArrayList<T>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                all.add(row.of(rows));
            }
        }
        return all;
    }

    private Connection open(boolean toRead) throws SQLException {
        var config = new SQLiteConfig();
        config.setReadOnly(toRead);
        config.setBusyTimeout(BUSY_MILLIS);
        return config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    }

    @FunctionalInterface
    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }
}
