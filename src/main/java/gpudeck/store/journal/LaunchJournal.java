package gpudeck.store.journal;

import gpudeck.domain.Cents;
import gpudeck.domain.CloudError;
import gpudeck.domain.HostKey;
import gpudeck.domain.Lease;
import gpudeck.domain.RunId;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.LaunchRequest;
import gpudeck.store.StoreException;
import gpudeck.store.journal.LaunchIntent.Outcome;
import gpudeck.store.json.Json;
import gpudeck.store.json.UnreadableException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The launches that were sent, or about to be.
public final class LaunchJournal {

    private final Database database;
    private final String program;

    /// @param program that launches
    LaunchJournal(Database database, String program) {
        this.database = database;
        this.program = program;
    }

    /// To be called before the launch is sent: a crash after this leaves nothing forgotten.
    ///
    /// @param request in full, as it will be sent, but for the host key
    /// @param hostKey that its instance is given
    public LaunchIntent recordIntent(
            RunId run,
            LaunchRequest request,
            Optional<HostKey> hostKey,
            Cents pricePerHour,
            Lease lease,
            String keyFingerprint,
            Instant at)
            throws StoreException {
        var json = Json.write(request);
        long number =
                database.write(sql ->
                        sql.insert(
                                """
                                INSERT INTO launch (run, at, key_fingerprint, type, region,
                                  name, cents_per_hour, request, outcome, holder, lease_ms,
                                  budget_cents, host_key)
                                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                                """,
                                run,
                                at,
                                keyFingerprint,
                                request.typeName(),
                                request.region(),
                                request.name(),
                                pricePerHour.value(),
                                json,
                                Outcome.OPEN,
                                program,
                                lease.longest().toMillis(),
                                lease.budget().map(Cents::value),
                                hostKey.map(HostKey::line)));
        return new LaunchIntent(
                number,
                run,
                at,
                keyFingerprint,
                request,
                hostKey,
                pricePerHour,
                lease,
                Optional.of(program),
                Outcome.OPEN,
                Optional.empty());
    }

    /// Records the instance as started here, and its host key, in the same commit. Recording it
    /// twice changes nothing.
    ///
    /// @param acceptedAt from when it is counted as costing money
    public void recordCreated(LaunchIntent intent, InstanceId id, Instant acceptedAt)
            throws StoreException {
        database.write(sql -> {
            settle(sql, intent, Outcome.CREATED, acceptedAt, id, null);
            HostKeyJournal.insertGiven(sql, intent, id, acceptedAt);
            return InstanceJournal.insertMine(sql, intent, id, acceptedAt);
        });
    }

    public void recordRefused(LaunchIntent intent, CloudError why, Instant at)
            throws StoreException {
        database.write(sql -> settle(sql, intent, Outcome.REFUSED, at, null, why.toString()));
    }

    public void recordUnknown(LaunchIntent intent, CloudError why, Instant at)
            throws StoreException {
        database.write(sql -> settle(sql, intent, Outcome.UNKNOWN, at, null, why.toString()));
    }

    /// The search for it is over.
    public void recordNotFound(LaunchIntent intent, Instant at) throws StoreException {
        database.write(sql -> settle(sql, intent, Outcome.NOT_FOUND, at, null, null));
    }

    /// Those sent with this API key whose instance may still show up.
    public List<LaunchIntent> unsettled(String keyFingerprint) throws StoreException {
        return database.read(sql ->
                sql.query(
                        """
                        SELECT * FROM launch
                        WHERE outcome IN ('OPEN', 'UNKNOWN', 'NOT_FOUND')
                          AND key_fingerprint = ?
                        ORDER BY number
                        """,
                        LaunchJournal::intent,
                        keyFingerprint));
    }

    /// Those of one run, oldest first.
    public List<LaunchIntent> of(RunId run) throws StoreException {
        return database.read(sql ->
                sql.query(
                        "SELECT * FROM launch WHERE run = ? ORDER BY number",
                        LaunchJournal::intent,
                        run));
    }

    private static int settle(
            Sql sql,
            LaunchIntent intent,
            Outcome outcome,
            Instant at,
            @Nullable InstanceId instance,
            @Nullable String why)
            throws SQLException {
        return sql.update(
                """
                UPDATE launch SET outcome = ?, settled_at = ?, instance = ?, why = ?
                WHERE number = ? AND outcome <> 'CREATED'
                """,
                outcome,
                at,
                instance,
                why,
                intent.number());
    }

    private static LaunchIntent intent(Sql.Row row) throws SQLException, UnreadableException {
        return new LaunchIntent(
                row.number("number"),
                new RunId(row.text("run")),
                row.instant("at"),
                row.text("key_fingerprint"),
                Json.read(row.text("request"), LaunchRequest.class),
                row.textIfAny("host_key").map(HostKey::ofLine),
                new Cents(row.number("cents_per_hour")),
                lease(row),
                row.textIfAny("holder"),
                Outcome.valueOf(row.text("outcome")),
                row.textIfAny("instance").map(InstanceId::new));
    }

    /// An older version agreed none.
    private static Lease lease(Sql.Row row) throws SQLException {
        var longest = row.numberIfAny("lease_ms").map(Duration::ofMillis);
        return longest.filter(Duration::isPositive).isPresent()
                ? new Lease(longest.get(), row.numberIfAny("budget_cents").map(Cents::new))
                : Lease.DEFAULT;
    }
}
