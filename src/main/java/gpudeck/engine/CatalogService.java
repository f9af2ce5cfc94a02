package gpudeck.engine;

import gpudeck.domain.CloudException;
import gpudeck.domain.Signal;

/// What the cloud offers: types with capacity and price, regions, images, keys, file systems.
public final class CatalogService {

    private final Signal<Catalog> catalog = new Signal<>(Catalog.UNREAD);

    public Signal<Catalog> catalog() {
        return catalog;
    }

    /// Reads types and capacity; regions, images, keys and file systems too when they are older
    /// than some minutes.
    public void refresh() throws CloudException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Reads all of it.
    public void refreshAll() throws CloudException, InterruptedException {
        throw new UnsupportedOperationException();
    }
}
