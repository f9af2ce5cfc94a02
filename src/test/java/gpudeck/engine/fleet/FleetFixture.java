package gpudeck.engine.fleet;

import gpudeck.domain.ApiKey;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.Time;
import gpudeck.store.StoreException;
import gpudeck.store.journal.Journal;
import gpudeck.testing.FakeCloud;
import gpudeck.testing.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

/// A fleet over a cloud in memory and a journal on disk, which can be closed and opened again.
final class FleetFixture implements AutoCloseable {

    static final Duration LONG = Duration.ofHours(2);

    final FakeCloud cloud = new FakeCloud();
    final String key = new ApiKey("secret").fingerprint();
    private final Path file;
    private final Time time;
    private Journal journal;
    private FleetService fleet;

    FleetFixture(Path folder, Time time) throws StoreException {
        this.file = folder.resolve("journal.db");
        this.time = time;
        this.journal = Journal.open(file);
        this.fleet = newFleet();
    }

    private FleetService newFleet() {
        return new FleetService(
                cloud,
                key,
                journal,
                time,
                name ->
                        List.of(Samples.A10, Samples.H100).stream()
                                .filter(type -> type.name().equals(name))
                                .findFirst(),
                ZoneOffset.UTC,
                Thread.ofVirtual().factory());
    }

    FleetService fleet() {
        return fleet;
    }

    Journal journal() {
        return journal;
    }

    /// The program ends, whatever it was doing, and starts again over the same journal.
    void restart() throws StoreException {
        close();
        journal = Journal.open(file);
        fleet = newFleet();
    }

    FleetInstance find(String id) {
        return fleet.fleet().get().find(new InstanceId(id)).orElseThrow();
    }

    List<String> ids() {
        return fleet.fleet().get().instances().stream().map(i -> i.id().value()).toList();
    }

    @Override
    public void close() throws StoreException {
        fleet.close();
        journal.close();
    }
}
