package gpudeck.store.journal;

import gpudeck.domain.RunId;
import gpudeck.domain.job.RunState;
import gpudeck.store.StoreException;
import gpudeck.store.json.HiddenValues;
import gpudeck.store.json.Json;
import gpudeck.store.json.UnreadableException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The runs of jobs, as last saved.
public final class RunJournal {

    private final Database database;
    private final String program;

    /// @param program that runs them
    RunJournal(Database database, String program) {
        this.database = database;
        this.program = program;
    }

    /// Saves the run as it is now, in the place of what was saved of it before. Values of hidden
    /// variables are left out.
    public void save(RunState state, Path folder) throws StoreException {
        var json = Json.write(HiddenValues.removedFrom(state));
        database.write(sql -> save(sql, state, folder, json));
    }

    private int save(Sql sql, RunState state, Path folder, String json) throws SQLException {
        return sql.update(
                """
                INSERT INTO run (id, name, started_at, ended_at, folder, state, holder)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET
                  ended_at = excluded.ended_at,
                  folder = excluded.folder,
                  state = excluded.state
                """,
                state.id(),
                state.spec().name(),
                state.startedAt(),
                state.endedAt(),
                folder,
                json,
                program);
    }

    /// This program drives the run from here on, unless another one took it since it was read.
    ///
    /// @param from who drove it when it was read
    /// @return whether it is this program's now
    public boolean take(RunState state, Optional<String> from) throws StoreException {
        var json = Json.write(HiddenValues.removedFrom(state));
        return database.write(sql -> {
            var now = sql.first("SELECT * FROM run WHERE id = ?", RunJournal::run, state.id());
            if (now.filter(saved -> saved.holder().equals(from)).isEmpty()) {
                return false;
            }
            sql.update(
                    "UPDATE run SET holder = ?, ended_at = NULL, state = ? WHERE id = ?",
                    program,
                    json,
                    state.id());
            return true;
        });
    }

    /// Saves the run as the one that works on its instance, unless another one does that is not
    /// over.
    ///
    /// @return that other one; this run is not saved then
    public Optional<RunState> occupy(RunState state, Path folder) throws StoreException {
        var json = Json.write(HiddenValues.removedFrom(state));
        return database.write(sql -> {
            var other =
                    sql
                            .query("SELECT * FROM run WHERE id != ?", RunJournal::run, state.id())
                            .stream()
                            .map(SavedRun::state)
                            .filter(run -> run.isAtWorkOn(state.instance()))
                            .findFirst();
            if (other.isEmpty()) {
                save(sql, state, folder, json);
            }
            return other;
        });
    }

    /// Newest first.
    public List<SavedRun> all() throws StoreException {
        return database.read(sql ->
                sql.query("SELECT * FROM run ORDER BY started_at DESC, id DESC", RunJournal::run));
    }

    public Optional<SavedRun> find(RunId id) throws StoreException {
        return database.read(
                sql -> sql.first("SELECT * FROM run WHERE id = ?", RunJournal::run, id));
    }

    public Optional<String> nameOf(RunId id) throws StoreException {
        return database.read(
                sql -> sql.first("SELECT name FROM run WHERE id = ?", row -> row.text("name"), id));
    }

    private static SavedRun run(Sql.Row row) throws SQLException, UnreadableException {
        return new SavedRun(
                Json.read(row.text("state"), RunState.class),
                Path.of(row.text("folder")),
                row.textIfAny("holder"));
    }
}
