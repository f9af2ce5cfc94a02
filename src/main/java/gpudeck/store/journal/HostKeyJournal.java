package gpudeck.store.journal;

import gpudeck.domain.cloud.InstanceId;
import gpudeck.store.StoreException;
import gpudeck.store.json.UnreadableException;
import java.sql.SQLException;
import java.util.Optional;

/// The host key of each instance, pinned on first contact. Kept by instance, not by address:
/// addresses are used again.
public final class HostKeyJournal {

    private final Database database;

    HostKeyJournal(Database database) {
        this.database = database;
    }

    public Optional<HostKeyPin> pinned(InstanceId instance) throws StoreException {
        return database.read(sql -> find(sql, instance));
    }

    /// Pins the key unless the instance has one.
    ///
    /// @return the pin in force: this one, or the one that was there first
    public HostKeyPin pin(HostKeyPin pin) throws StoreException {
        return database.write(sql -> {
            sql.update(
                    """
                    INSERT OR IGNORE INTO host_key
                      (instance, algorithm, public_key, fingerprint, pinned_at)
                    VALUES (?, ?, ?, ?, ?)
                    """,
                    pin.instance(),
                    pin.algorithm(),
                    pin.publicKey(),
                    pin.fingerprint(),
                    pin.pinnedAt());
            return find(sql, pin.instance()).orElse(pin);
        });
    }

    private static Optional<HostKeyPin> find(Sql sql, InstanceId instance) throws SQLException {
        return sql.first(
                "SELECT * FROM host_key WHERE instance = ?", HostKeyJournal::pin, instance);
    }

    private static HostKeyPin pin(Sql.Row row) throws SQLException, UnreadableException {
        return new HostKeyPin(
                new InstanceId(row.text("instance")),
                row.text("algorithm"),
                row.text("public_key"),
                row.text("fingerprint"),
                row.instant("pinned_at"));
    }
}
