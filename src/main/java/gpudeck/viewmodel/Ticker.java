package gpudeck.viewmodel;

import java.time.Instant;
import java.time.ZoneId;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The time as the window shows it. Whoever owns the UI thread moves it on, once per second and
/// only while the window is seen.
public final class Ticker {

    private final ReadOnlyObjectWrapper<Instant> now;
    private final ZoneId zone;

    public Ticker(Instant start, ZoneId zone) {
        this.now = new ReadOnlyObjectWrapper<>(start);
        this.zone = zone;
    }

    public void tick(Instant instant) {
        now.set(instant);
    }

    public Instant now() {
        return now.get();
    }

    public ReadOnlyObjectProperty<Instant> nowProperty() {
        return now.getReadOnlyProperty();
    }

    /// Times are shown as they are here.
    public ZoneId zone() {
        return zone;
    }
}
