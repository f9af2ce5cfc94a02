package gpudeck.viewmodel.console;

import gpudeck.viewmodel.Background;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// What a console shows of a job: all output, the set-up, or what happened when. A flood of lines
/// reaches the UI thread as one change at a time.
public final class ConsoleViewModel {

    public enum Tab {
        OUTPUT,
        SET_UP,
        EVENTS
    }

    private final Console console;
    private final LineRing events;
    private final Background background;
    private final AtomicBoolean told = new AtomicBoolean();
    private final ObjectProperty<Tab> tab = new SimpleObjectProperty<>(Tab.OUTPUT);
    private final BooleanProperty follow = new SimpleBooleanProperty(true);
    private final StringProperty query = new SimpleStringProperty("");
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper();

    public ConsoleViewModel(Console console, LineRing events, Background background) {
        this.console = console;
        this.events = events;
        this.background = background;
        console.output().onChange(this::tell);
        console.setUp().onChange(this::tell);
        events.onChange(this::tell);
    }

    public ObjectProperty<Tab> tabProperty() {
        return tab;
    }

    /// Whether the newest line stays in sight.
    public BooleanProperty followProperty() {
        return follow;
    }

    public StringProperty queryProperty() {
        return query;
    }

    /// Goes up when there may be something new to show.
    public ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    public LineRing ring() {
        return switch (tab.get()) {
            case OUTPUT -> console.output();
            case SET_UP -> console.setUp();
            case EVENTS -> events;
        };
    }

    private void tell() {
        if (told.compareAndSet(false, true)) {
            background.onUiThread(() -> {
                told.set(false);
                changes.set(changes.get() + 1);
            });
        }
    }
}
