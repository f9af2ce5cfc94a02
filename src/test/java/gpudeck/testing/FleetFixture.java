package gpudeck.testing;

import gpudeck.domain.ApiKey;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.Time;
import gpudeck.engine.fleet.Account;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.FleetService;
import gpudeck.engine.fleet.Guard;
import gpudeck.store.StoreException;
import gpudeck.store.journal.Journal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

/// A fleet over a cloud in memory and a journal on disk, which can be closed and opened again.
public final class FleetFixture implements AutoCloseable {

    /// Long enough for everything, with a hurrying clock.
    public static final Duration LONG = Duration.ofHours(2);

    public final FakeCloud cloud = new FakeCloud();
    public final String key = new ApiKey("secret").fingerprint();
    private final Path file;
    private final Time time;
    private final boolean trustsFirstKey;
    private Journal journal;
    private FleetService fleet;

    public FleetFixture(Path folder, Time time) throws StoreException {
        this(folder, time, false);
    }

    /// @param trustsFirstKey launches carry no host key
    public FleetFixture(Path folder, Time time, boolean trustsFirstKey) throws StoreException {
        this.trustsFirstKey = trustsFirstKey;
        this.file = folder.resolve("journal.db");
        this.time = time;
        this.journal = Journal.open(file);
        this.fleet = newFleet();
    }

    private FleetService newFleet() {
        return new FleetService(
                new Account(cloud, key, journal, time, trustsFirstKey),
                name ->
                        List.of(Samples.A10, Samples.H100).stream()
                                .filter(type -> type.name().equals(name))
                                .findFirst(),
                Guard.UNNEEDED,
                ZoneOffset.UTC,
                Thread.ofVirtual().factory());
    }

    public FleetService fleet() {
        return fleet;
    }

    public Journal journal() {
        return journal;
    }

    /// The program ends, whatever it was doing, and starts again over the same journal.
    public void restart() throws StoreException {
        close();
        journal = Journal.open(file);
        fleet = newFleet();
    }

    public FleetInstance find(String id) {
        return fleet.fleet().get().find(new InstanceId(id)).orElseThrow();
    }

    public List<String> ids() {
        return fleet.fleet().get().instances().stream().map(i -> i.id().value()).toList();
    }

    @Override
    public void close() throws StoreException {
        fleet.close();
        journal.close();
    }
}
