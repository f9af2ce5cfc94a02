package gpudeck.store.journal;

import gpudeck.store.json.UnreadableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Statements with their arguments on one connection. Instants are kept as milliseconds.
record Sql(Connection connection) {

    private static final Logger LOG = LoggerFactory.getLogger(Sql.class);

    /// One that changes tables. Some of these answer with rows, which say nothing.
    void execute(String statement) throws SQLException {
        try (var prepared = prepare(statement)) {
            prepared.execute();
        }
    }

    /// @return how many rows it changed
    int update(String statement, @Nullable Object... arguments) throws SQLException {
        try (var prepared = prepare(statement, arguments)) {
            return prepared.executeUpdate();
        }
    }

    /// @return the number of the new row
    long insert(String statement, @Nullable Object... arguments) throws SQLException {
        try (var prepared = prepare(statement, arguments)) {
            prepared.executeUpdate();
            try (var keys = prepared.getGeneratedKeys()) {
                keys.next();
                return keys.getLong(1);
            }
        }
    }

    /// A row that cannot be understood is left out with a warning: one bad row must not hide the
    /// others.
    <T> List<T> query(String statement, RowReader<T> reader, @Nullable Object... arguments)
            throws SQLException {
        var found = new ArrayList<T>();
        try (var prepared = prepare(statement, arguments);
                var rows = prepared.executeQuery()) {
            while (rows.next()) {
                read(reader, new Row(rows)).ifPresent(found::add);
            }
        }
        return List.copyOf(found);
    }

    <T> Optional<T> first(String statement, RowReader<T> reader, @Nullable Object... arguments)
            throws SQLException {
        return query(statement, reader, arguments).stream().findFirst();
    }

    private static <T> Optional<T> read(RowReader<T> reader, Row row) throws SQLException {
        try {
            return Optional.of(reader.read(row));
        } catch (UnreadableException | IllegalArgumentException e) {
            LOG.warn("A row of the journal cannot be read and is left out", e);
            return Optional.empty();
        }
    }

    private PreparedStatement prepare(String statement, @Nullable Object... arguments)
            throws SQLException {
        var prepared = connection.prepareStatement(statement);
        for (int i = 0; i < arguments.length; i++) {
            prepared.setObject(i + 1, plain(arguments[i]));
        }
        return prepared;
    }

    private static @Nullable Object plain(@Nullable Object argument) {
        return switch (argument) {
            case Instant at -> at.toEpochMilli();
            case Optional<?> optional -> plain(optional.orElse(null));
            case Number number -> number;
            case Boolean truth -> truth ? 1 : 0;
            case null -> null;
            default -> argument.toString();
        };
    }

    @FunctionalInterface
    interface RowReader<T> {
        T read(Row row) throws SQLException, UnreadableException;
    }

    /// The current row, with values that may be missing in a damaged file.
    record Row(ResultSet columns) {

        String text(String column) throws SQLException, UnreadableException {
            return textIfAny(column).orElseThrow(() -> new UnreadableException("no " + column));
        }

        Optional<String> textIfAny(String column) throws SQLException {
            return Optional.ofNullable(columns.getString(column));
        }

        long number(String column) throws SQLException {
            return columns.getLong(column);
        }

        Optional<Long> numberIfAny(String column) throws SQLException {
            long number = columns.getLong(column);
            return columns.wasNull() ? Optional.empty() : Optional.of(number);
        }

        Instant instant(String column) throws SQLException {
            return Instant.ofEpochMilli(columns.getLong(column));
        }

        Optional<Instant> instantIfAny(String column) throws SQLException {
            return numberIfAny(column).map(Instant::ofEpochMilli);
        }
    }
}
