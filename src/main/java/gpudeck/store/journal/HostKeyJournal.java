package gpudeck.store.journal;

import gpudeck.domain.HostKey;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.store.StoreException;
import gpudeck.store.json.UnreadableException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The host key of each instance. Kept by instance, not by address: addresses are used again.
public final class HostKeyJournal {

    private final Database database;

    HostKeyJournal(Database database) {
        this.database = database;
    }

    public Optional<HostKeyPin> pinned(InstanceId instance) throws StoreException {
        return database.read(sql -> find(sql, instance));
    }

    /// Of all instances whose end is not proved.
    public List<HostKeyPin> ofLiving() throws StoreException {
        return database.read(sql ->
                sql.query(
                        """
                        SELECT host_key.* FROM host_key JOIN instance ON id = instance
                        WHERE ended_at IS NULL
                        ORDER BY instance
                        """,
                        HostKeyJournal::pin));
    }

    /// Whether a launch of this installation made it.
    public boolean isLaunchedHere(InstanceId instance) throws StoreException {
        return database.read(sql ->
                sql.first(
                                "SELECT number FROM launch WHERE instance = ?",
                                row -> row.number("number"),
                                instance)
                        .isPresent());
    }

    /// Pins the key unless the instance has one. One that was made here and never seen gives way to
    /// one that the user confirmed.
    ///
    /// @return the pin in force: this one, or the one that was there first
    public HostKeyPin pin(HostKeyPin pin) throws StoreException {
        return database.write(sql -> {
            sql.update(
                    """
                    INSERT INTO host_key
                      (instance, algorithm, public_key, fingerprint, pinned_at, origin, seen_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (instance) DO UPDATE SET
                      algorithm = excluded.algorithm,
                      public_key = excluded.public_key,
                      fingerprint = excluded.fingerprint,
                      pinned_at = excluded.pinned_at,
                      origin = excluded.origin,
                      seen_at = excluded.seen_at
                    WHERE seen_at IS NULL AND excluded.origin = 'CONFIRMED'
                    """,
                    pin.instance(),
                    pin.key().algorithm(),
                    pin.key().blob(),
                    pin.key().fingerprint(),
                    pin.pinnedAt(),
                    pin.origin(),
                    pin.seenAt());
            return find(sql, pin.instance()).orElse(pin);
        });
    }

    /// The instance has shown its key: from here on, any other one is a changed one.
    public void recordSeen(InstanceId instance, Instant at) throws StoreException {
        database.write(sql ->
                sql.update(
                        "UPDATE host_key SET seen_at = ? WHERE instance = ? AND seen_at IS NULL",
                        at,
                        instance));
    }

    /// The key that its launch gave to an instance.
    static int insertGiven(Sql sql, LaunchIntent intent, InstanceId instance, Instant at)
            throws SQLException {
        if (intent.hostKey().isEmpty()) {
            return 0;
        }
        var key = intent.hostKey().get();
        return sql.update(
                """
                INSERT OR IGNORE INTO host_key
                  (instance, algorithm, public_key, fingerprint, pinned_at, origin)
                VALUES (?, ?, ?, ?, ?, 'MADE_HERE')
                """,
                instance,
                key.algorithm(),
                key.blob(),
                key.fingerprint(),
                at);
    }

    private static Optional<HostKeyPin> find(Sql sql, InstanceId instance) throws SQLException {
        return sql.first(
                "SELECT * FROM host_key WHERE instance = ?", HostKeyJournal::pin, instance);
    }

    private static HostKeyPin pin(Sql.Row row) throws SQLException, UnreadableException {
        return new HostKeyPin(
                new InstanceId(row.text("instance")),
                new HostKey(row.text("algorithm"), row.text("public_key")),
                HostKeyPin.Origin.valueOf(row.text("origin")),
                row.instant("pinned_at"),
                row.instantIfAny("seen_at"));
    }
}
