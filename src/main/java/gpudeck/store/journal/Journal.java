package gpudeck.store.journal;

import com.github.f4b6a3.ulid.UlidCreator;
import gpudeck.store.StoreException;
import java.nio.file.Path;
import java.util.Locale;

/// What must not be forgotten, whatever happens to the program: launches, instances, runs, and the
/// host keys that were trusted. Every call is on disk when it returns. Any thread, and several
/// processes, may use one file.
public final class Journal implements AutoCloseable {

    private static final String PROGRAMS = "programs";

    private final Database database;
    private final String installation;
    private final Presence presence;

    private Journal(Database database, String installation, Presence presence) {
        this.database = database;
        this.installation = installation;
        this.presence = presence;
    }

    /// Makes the file, and the folder it is in, if missing: readable by their owner only. From here
    /// on others see that this program lives.
    ///
    /// @throws StoreException if it cannot be read or written, or a newer version has written it
    public static Journal open(Path file) throws StoreException {
        var database = Database.open(file);
        try {
            var installation = database.write(Journal::installation);
            return new Journal(
                    database, installation, Presence.enter(file.resolveSibling(PROGRAMS)));
        } catch (StoreException | RuntimeException e) {
            database.close();
            throw e;
        }
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

    /// This program's name among those that use the journal, as [Custody#holder] has it. Each
    /// opening has a new one.
    public String program() {
        return presence.name();
    }

    /// Whether the program of that name still runs.
    public boolean isAlive(String program) {
        return presence.isAlive(program);
    }

    public LaunchJournal launches() {
        return new LaunchJournal(database, program());
    }

    public InstanceJournal instances() {
        return new InstanceJournal(database);
    }

    public RunJournal runs() {
        return new RunJournal(database, program());
    }

    public HostKeyJournal hostKeys() {
        return new HostKeyJournal(database);
    }

    @Override
    public void close() throws StoreException {
        try {
            database.close();
        } finally {
            presence.close();
        }
    }
}
