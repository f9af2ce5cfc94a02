package gpudeck.store.journal;

import gpudeck.store.OwnerOnly;
import gpudeck.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/// One connection to the journal's file, used by one thread at a time. Another process may have the
/// same file open.
final class Database implements AutoCloseable {

    /// How long to wait for another process that is writing.
    private static final Duration BUSY = Duration.ofSeconds(10);

    private final Path file;
    private final Connection connection;
    private final ReentrantLock lock = new ReentrantLock();

    private Database(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /// @throws StoreException if the file cannot be used, or a newer version has written it
    static Database open(Path file) throws StoreException {
        try {
            OwnerOnly.createFolder(
                    Objects.requireNonNullElse(file.toAbsolutePath().getParent(), file));
            OwnerOnly.createFile(file);
            var connection = settings().createConnection("jdbc:sqlite:" + file.toAbsolutePath());
            try {
                Schema.bringUpToDate(file, connection);
            } catch (SQLException | StoreException | RuntimeException e) {
                connection.close();
                throw e;
            }
            return new Database(file, connection);
        } catch (SQLException | IOException e) {
            throw new StoreException(file, reason(e), e);
        }
    }

    private static SQLiteConfig settings() {
        var config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        // A commit is on the disk, not only with the operating system, before it returns.
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout((int) BUSY.toMillis());
        config.enforceForeignKeys(true);
        // Takes the write lock at once, so that two processes wait instead of failing half-way.
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        return config;
    }

    <T> T read(Work<T> work) throws StoreException {
        lock.lock();
        try {
            return work.on(new Sql(connection));
        } catch (SQLException e) {
            throw new StoreException(file, reason(e), e);
        } finally {
            lock.unlock();
        }
    }

    /// All of `work` is on disk when this returns, or none of it.
    <T> T write(Work<T> work) throws StoreException {
        lock.lock();
        try {
            return inTransaction(connection, work);
        } catch (SQLException e) {
            throw new StoreException(file, reason(e), e);
        } finally {
            lock.unlock();
        }
    }

    static <T> T inTransaction(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        boolean done = false;
        try {
            var result = work.on(new Sql(connection));
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    @Override
    public void close() throws StoreException {
        lock.lock();
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StoreException(file, reason(e), e);
        } finally {
            lock.unlock();
        }
    }

    @FunctionalInterface
    interface Work<T> {
        T on(Sql sql) throws SQLException;
    }
}
