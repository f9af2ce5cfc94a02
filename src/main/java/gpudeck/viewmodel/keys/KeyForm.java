package gpudeck.viewmodel.keys;

import gpudeck.domain.UserMessage;
import gpudeck.engine.Explanation;
import gpudeck.viewmodel.Background;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Which SSH key is used: one of those whose private half is here, or a new one.
public final class KeyForm {

    private final KeyAccess access;
    private final Background background;
    private final Optional<String> preferred;
    private final ObservableList<KeyChoice> keys = FXCollections.observableArrayList();
    private final ObservableList<KeyChoice> shown = FXCollections.unmodifiableObservableList(keys);
    private final ObjectProperty<@Nullable KeyChoice> chosen = new SimpleObjectProperty<>();
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<UserMessage>> failure =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    public KeyForm(KeyAccess access, Background background, Optional<String> preferred) {
        this.access = access;
        this.background = background;
        this.preferred = preferred;
        read();
    }

    public ObservableList<KeyChoice> keys() {
        return shown;
    }

    public ObjectProperty<@Nullable KeyChoice> chosenProperty() {
        return chosen;
    }

    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// Why the last thing asked for did not work.
    public ReadOnlyObjectProperty<Optional<UserMessage>> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    public void read() {
        work(
                () -> access.usable().stream().map(KeyChoice::of).toList(),
                found -> {
                    keys.setAll(found);
                    found.stream()
                            .filter(k -> preferred.map(k.name()::equals).orElse(false))
                            .findFirst()
                            .or(() -> found.stream().filter(k -> !k.locked()).findFirst())
                            .or(() -> found.stream().findFirst())
                            .ifPresent(chosen::set);
                });
    }

    /// Makes a key on this computer and registers its public half.
    public void create(String name) {
        if (name.isBlank()) {
            failure.set(Optional.of(UserMessage.of("wizard.key.name.missing")));
            return;
        }
        work(
                () -> KeyChoice.of(access.create(name.strip())),
                made -> {
                    keys.add(made);
                    chosen.set(made);
                });
    }

    /// Makes the chosen key usable; the passphrase is kept in memory only.
    public void unlock(String passphrase) {
        var key = chosen.get();
        if (key == null) {
            return;
        }
        work(
                () -> {
                    access.unlock(key.name(), passphrase);
                    return new KeyChoice(key.name(), key.where(), false);
                },
                opened -> {
                    keys.set(keys.indexOf(key), opened);
                    chosen.set(opened);
                });
    }

    private <T> void work(Callable<T> work, Consumer<T> done) {
        busy.set(true);
        failure.set(Optional.empty());
        background.run(
                work,
                result -> {
                    busy.set(false);
                    done.accept(result);
                },
                problem -> {
                    busy.set(false);
                    failure.set(Optional.of(Explanation.of(problem)));
                });
    }

    /// What keeps the key from being used.
    public Optional<UserMessage> problem() {
        var key = chosen.get();
        if (key == null) {
            return Optional.of(
                    UserMessage.of(busy.get() ? "wizard.key.reading" : "wizard.key.missing"));
        }
        return key.locked()
                ? Optional.of(UserMessage.of("wizard.key.locked", key.name()))
                : Optional.empty();
    }
}
