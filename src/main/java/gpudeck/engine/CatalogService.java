package gpudeck.engine;

import gpudeck.cloud.CloudClient;
import gpudeck.domain.CloudException;
import gpudeck.domain.Signal;
import gpudeck.domain.cloud.InstanceType;
import gpudeck.domain.cloud.TypeOffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// What the cloud offers: types with capacity and price, regions, images, keys, file systems.
public final class CatalogService {

    /// All but types and capacity changes rarely, and every read counts against the rate limit.
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final Signal<Catalog> catalog = new Signal<>(Catalog.UNREAD);
    private final CloudClient cloud;
    private final Time time;
    private final ReentrantLock reading = new ReentrantLock();
    private Instant allReadAt = Instant.MIN;

    public CatalogService(CloudClient cloud, Time time) {
        this.cloud = cloud;
        this.time = time;
    }

    public Signal<Catalog> catalog() {
        return catalog;
    }

    /// What was offered last under that name.
    public Optional<InstanceType> type(String name) {
        return catalog.get().offer(name).map(TypeOffer::type);
    }

    /// Reads types and capacity; regions, images, keys and file systems too when they are older
    /// than some minutes.
    public void refresh() throws CloudException, InterruptedException {
        read(false);
    }

    /// Reads all of it.
    public void refreshAll() throws CloudException, InterruptedException {
        read(true);
    }

    private void read(boolean all) throws CloudException, InterruptedException {
        reading.lockInterruptibly();
        try {
            readTypes();
            if (all || !time.now().isBefore(allReadAt.plus(FRESH))) {
                readTheRest();
                allReadAt = time.now();
            }
        } catch (CloudException e) {
            var last = catalog.get();
            catalog.publish(
                    new Catalog(
                            last.offers(),
                            last.regions(),
                            last.images(),
                            last.sshKeys(),
                            last.fileSystems(),
                            last.typesReadAt(),
                            Optional.of(e.error())));
            throw e;
        } finally {
            reading.unlock();
        }
    }

    /// Published before the rest is asked for: it is what people wait for.
    private void readTypes() throws CloudException, InterruptedException {
        var offers = cloud.instanceTypes();
        var last = catalog.get();
        catalog.publish(
                new Catalog(
                        offers,
                        last.regions(),
                        last.images(),
                        last.sshKeys(),
                        last.fileSystems(),
                        Optional.of(time.now()),
                        Optional.empty()));
    }

    private void readTheRest() throws CloudException, InterruptedException {
        var regions = cloud.regions();
        var images = cloud.images();
        var keys = cloud.sshKeys();
        var fileSystems = cloud.fileSystems();
        var last = catalog.get();
        catalog.publish(
                new Catalog(
                        last.offers(),
                        regions,
                        images,
                        keys,
                        fileSystems,
                        last.typesReadAt(),
                        Optional.empty()));
    }
}
