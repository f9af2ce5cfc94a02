package gpudeck.engine;

import gpudeck.cloud.CloudClient;
import gpudeck.domain.CloudException;
import gpudeck.domain.Signal;
import gpudeck.domain.cloud.InstanceType;
import gpudeck.domain.cloud.TypeOffer;
import gpudeck.engine.Catalog.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// What the cloud offers: types with capacity and price, regions, images, keys, file systems.
public final class CatalogService {

    /// All but types and capacity changes rarely, and every read counts against the rate limit.
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final Signal<Catalog> catalog = new Signal<>(Catalog.UNREAD);
    private final CloudClient cloud;
    private final Time time;
    private final ReentrantLock reading = new ReentrantLock();
    private final Map<Part, Instant> readAt = new EnumMap<>(Part.class);

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
        read(EnumSet.allOf(Part.class), false);
    }

    /// Reads all of it.
    public void refreshAll() throws CloudException, InterruptedException {
        refresh(EnumSet.allOf(Part.class));
    }

    /// Reads only these parts, one request each.
    public void refresh(Set<Part> parts) throws CloudException, InterruptedException {
        read(parts, true);
    }

    private void read(Set<Part> parts, boolean evenIfFresh)
            throws CloudException, InterruptedException {
        reading.lockInterruptibly();
        try {
            // Types first, and each part published as it comes: types are what people wait for.
            for (var part : EnumSet.copyOf(parts)) {
                if (part == Part.TYPES || evenIfFresh || !isFresh(part)) {
                    catalog.publish(read(part));
                    readAt.put(part, time.now());
                }
            }
        } catch (CloudException e) {
            catalog.publish(catalog.get().with(e.error()));
            throw e;
        } finally {
            reading.unlock();
        }
    }

    private boolean isFresh(Part part) {
        var at = readAt.get(part);
        return at != null && time.now().isBefore(at.plus(FRESH));
    }

    private Catalog read(Part part) throws CloudException, InterruptedException {
        var last = catalog.get();
        return switch (part) {
            case TYPES -> last.withOffers(cloud.instanceTypes(), time.now());
            case REGIONS -> last.withRegions(cloud.regions());
            case IMAGES -> last.withImages(cloud.images());
            case SSH_KEYS -> last.withSshKeys(cloud.sshKeys());
            case FILE_SYSTEMS -> last.withFileSystems(cloud.fileSystems());
        };
    }
}
