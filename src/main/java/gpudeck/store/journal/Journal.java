package gpudeck.store.journal;

import com.github.f4b6a3.ulid.UlidCreator;
import gpudeck.store.StoreException;
import java.nio.file.Path;
import java.util.Locale;

/// What must not be forgotten, whatever happens to the program: launches, instances, runs, and the
/// host keys that were trusted. Every call is on disk when it returns. Any thread, and several
/// processes, may use one file.
public final class Journal implements AutoCloseable {

    private final Database database;
    private final String installation;

    private Journal(Database database, String installation) {
        this.database = database;
        this.installation = installation;
    }

    /// Makes the file, and the folder it is in, if missing: readable by their owner only.
    ///
    /// @throws StoreException if it cannot be read or written, or a newer version has written it
    public static Journal open(Path file) throws StoreException {
        var database = Database.open(file);
        return new Journal(database, database.write(Journal::installation));
    }

    private static String installation(Sql sql) throws java.sql.SQLException {
        sql.update(
                "INSERT OR IGNORE INTO installation (name, value) VALUES ('id', ?)",
                UlidCreator.getUlid().toString().toLowerCase(Locale.ROOT));
        return sql.first(
                        "SELECT value FROM installation WHERE name = 'id'",
                        row -> row.text("value"))
                .orElseThrow();
    }

    /// Tells this installation from others of the same account. Made once; says nothing about the
    /// user or the computer.
    public String installationId() {
        return installation;
    }

    public LaunchJournal launches() {
        return new LaunchJournal(database);
    }

    public InstanceJournal instances() {
        return new InstanceJournal(database);
    }

    public RunJournal runs() {
        return new RunJournal(database);
    }

    public HostKeyJournal hostKeys() {
        return new HostKeyJournal(database);
    }

    @Override
    public void close() throws StoreException {
        database.close();
    }
}
