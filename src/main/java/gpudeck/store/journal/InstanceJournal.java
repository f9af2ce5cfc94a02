package gpudeck.store.journal;

import gpudeck.domain.Cents;
import gpudeck.domain.JobError;
import gpudeck.domain.Lease;
import gpudeck.domain.RunId;
import gpudeck.domain.cloud.Instance;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.store.StoreException;
import gpudeck.store.json.UnreadableException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// The instances that this installation launched or has seen.
public final class InstanceJournal {

    private final Database database;

    InstanceJournal(Database database) {
        this.database = database;
    }

    static int insertMine(Sql sql, LaunchIntent intent, InstanceId id, Instant acceptedAt)
            throws SQLException {
        var custody = intent.custody(acceptedAt);
        return sql.update(
                """
                INSERT INTO instance (id, run, key_fingerprint, name, type, region, cents_per_hour,
                  first_seen, launched_at, last_status, holder, lease_ends_at, lease_limit)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'booting', ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET
                  run = coalesce(run, excluded.run),
                  launched_at = coalesce(launched_at, excluded.launched_at),
                  holder = coalesce(holder, excluded.holder),
                  lease_ends_at = coalesce(lease_ends_at, excluded.lease_ends_at),
                  lease_limit = coalesce(lease_limit, excluded.lease_limit)
                """,
                id,
                intent.run(),
                intent.keyFingerprint(),
                intent.request().name().orElse(""),
                intent.request().typeName(),
                intent.request().region(),
                intent.pricePerHour().value(),
                acceptedAt,
                acceptedAt,
                custody.holder(),
                custody.lease().map(Lease.End::at),
                custody.lease().map(Lease.End::limit));
    }

    /// Keeps when an instance was first and last listed, and how. Price and origin stay as they
    /// were recorded first. One that is listed as alive has not ended, whatever was thought before.
    public void recordSeen(List<Instance> seen, String keyFingerprint, Instant at)
            throws StoreException {
        database.write(sql -> {
            for (var instance : seen) {
                upsert(sql, instance, keyFingerprint, at);
            }
            return seen.size();
        });
    }

    private static void upsert(Sql sql, Instance instance, String keyFingerprint, Instant at)
            throws SQLException {
        sql.update(
                """
                INSERT INTO instance (id, key_fingerprint, name, type, region, cents_per_hour,
                  first_seen, last_status, last_seen)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET
                  key_fingerprint = excluded.key_fingerprint,
                  name = excluded.name,
                  type = excluded.type,
                  region = excluded.region,
                  cents_per_hour =
                    iif(cents_per_hour = 0, excluded.cents_per_hour, cents_per_hour),
                  last_status = excluded.last_status,
                  last_seen = excluded.last_seen,
                  ended_at = iif(?, NULL, ended_at)
                """,
                instance.id(),
                keyFingerprint,
                instance.name().orElse(""),
                instance.type().name(),
                instance.region().name(),
                instance.type().pricePerHour().value(),
                at,
                instance.status().word(),
                at,
                instance.status().isBilled());
    }

    /// Keeps that its end was asked for, so that the next start of the program takes it up again.
    public void recordTerminateAsked(InstanceId id, Instant at) throws StoreException {
        database.write(sql ->
                sql.update(
                        """
                        UPDATE instance SET terminate_asked_at = ?
                        WHERE id = ? AND terminate_asked_at IS NULL
                        """,
                        at,
                        id));
    }

    /// Its end is proved. The first proof counts.
    public void recordEnded(InstanceId id, Instant at) throws StoreException {
        database.write(sql ->
                sql.update(
                        "UPDATE instance SET ended_at = ? WHERE id = ? AND ended_at IS NULL",
                        at,
                        id));
    }

    /// From here on that program answers for it.
    public void recordHolder(InstanceId id, String holder) throws StoreException {
        database.write(sql ->
                sql.update(
                        "UPDATE instance SET holder = ?, left_running = 0 WHERE id = ?",
                        holder,
                        id));
    }

    /// From here on only its lease ends it.
    public void recordLeft(InstanceId id) throws StoreException {
        database.write(sql -> sql.update("UPDATE instance SET left_running = 1 WHERE id = ?", id));
    }

    public void recordLease(InstanceId id, Lease.End lease) throws StoreException {
        database.write(sql ->
                sql.update(
                        "UPDATE instance SET lease_ends_at = ?, lease_limit = ? WHERE id = ?",
                        lease.at(),
                        lease.limit(),
                        id));
    }

    /// All whose end is not proved, and those that ended at `since` or later. Those that were last
    /// seen with another API key are left out: this one can neither see nor end them.
    public List<KnownInstance> aliveOrEndedSince(Instant since, String keyFingerprint)
            throws StoreException {
        return select(
                "WHERE (ended_at IS NULL OR ended_at >= ?) AND key_fingerprint = ?",
                since,
                keyFingerprint);
    }

    /// All that were ever started here, oldest first.
    public List<KnownInstance> startedHere() throws StoreException {
        return select("WHERE run IS NOT NULL");
    }

    private List<KnownInstance> select(String where, Object... arguments) throws StoreException {
        return database.read(sql ->
                sql.query(
                        "SELECT * FROM instance " + where + " ORDER BY first_seen, id",
                        InstanceJournal::known,
                        arguments));
    }

    private static KnownInstance known(Sql.Row row) throws SQLException, UnreadableException {
        return new KnownInstance(
                new InstanceId(row.text("id")),
                row.textIfAny("run").map(RunId::new),
                row.text("key_fingerprint"),
                row.text("name"),
                row.text("type"),
                row.text("region"),
                new Cents(row.number("cents_per_hour")),
                row.instant("first_seen"),
                row.instantIfAny("launched_at"),
                row.text("last_status"),
                row.instantIfAny("last_seen"),
                row.instantIfAny("terminate_asked_at"),
                row.instantIfAny("ended_at"),
                custody(row));
    }

    private static Custody custody(Sql.Row row) throws SQLException {
        var limit = row.textIfAny("lease_limit").map(JobError.Limit::valueOf);
        return new Custody(
                row.instantIfAny("lease_ends_at")
                        .map(at -> new Lease.End(at, limit.orElse(JobError.Limit.LEASE))),
                row.textIfAny("holder"),
                row.number("left_running") != 0);
    }
}
