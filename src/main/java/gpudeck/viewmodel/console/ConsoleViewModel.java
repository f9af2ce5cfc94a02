package gpudeck.viewmodel.console;

import gpudeck.viewmodel.Background;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
/// reaches the UI thread as one change at a time, and no faster than that thread gets to it.
public final class ConsoleViewModel {

    public enum Tab {
        OUTPUT,
        SET_UP,
        EVENTS
    }

    /// A window that does nothing for so long does not hold the command up.
    private static final long LONGEST_WAIT_MILLIS = 100;

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
        console.onFlood(this::awaitTurn);
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

    /// Until the UI thread has done all that it had to do.
    private void awaitTurn() {
        var turn = new CountDownLatch(1);
        background.onUiThread(turn::countDown);
        try {
            var _ = turn.await(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Whoever reads the output has to know; it is not lost.
            Thread.currentThread().interrupt();
        }
    }
}
