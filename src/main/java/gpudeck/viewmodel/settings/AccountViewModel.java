package gpudeck.viewmodel.settings;

import gpudeck.domain.ApiKey;
import gpudeck.domain.UserMessage;
import gpudeck.engine.Explanation;
import gpudeck.store.keys.Forgotten;
import gpudeck.store.keys.KeptKeys;
import gpudeck.store.keys.KeyPlace;
import gpudeck.viewmodel.Background;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// The API key that is kept for the next start. This window goes on with the one that it has: its
/// engine is over one account.
public final class AccountViewModel {

    private final KeptKeys keys;
    private final Optional<KeyPlace> set;
    private final Background background;
    private final StringProperty typed = new SimpleStringProperty("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<KeyPlace>> place =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<UserMessage> whereabouts;
    private final ReadOnlyObjectWrapper<Optional<UserMessage>> notice =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<UserMessage>> problem =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final BooleanBinding canKeep;
    private final BooleanBinding canForget;

    /// @param inUse where the key of this window was found; empty in Demo
    public AccountViewModel(KeptKeys keys, Optional<KeyPlace> inUse, Background background) {
        this.keys = keys;
        this.set = inUse.filter(KeyPlace::winsOverKept);
        this.background = background;
        whereabouts = new ReadOnlyObjectWrapper<>(whereabouts(Optional.empty()));
        place.subscribe(now -> whereabouts.set(whereabouts(now)));
        canKeep = busy.not().and(typed.isNotEmpty());
        canForget =
                Bindings.createBooleanBinding(
                        () -> !busy.get() && place.get().isPresent(), busy, place);
    }

    /// What the user enters; emptied when it is kept.
    public StringProperty typedProperty() {
        return typed;
    }

    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// Whether a key is kept now, for which address, and where.
    public ReadOnlyObjectProperty<UserMessage> whereaboutsProperty() {
        return whereabouts.getReadOnlyProperty();
    }

    private UserMessage whereabouts(Optional<KeyPlace> now) {
        return now.map(at -> UserMessage.of("settings.key.kept.for", keys.apiUrl(), at.words()))
                .orElseGet(() -> UserMessage.of("settings.key.kept.none", keys.apiUrl()));
    }

    /// What came of the last command.
    public ReadOnlyObjectProperty<Optional<UserMessage>> noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<UserMessage>> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    public BooleanBinding canKeep() {
        return canKeep;
    }

    public BooleanBinding canForget() {
        return canForget;
    }

    /// Where a `.env` is read from, also in Demo.
    public Path home() {
        return keys.home();
    }

    public void look() {
        background.run(keys::place, place::set, this::failed);
    }

    public void keep() {
        begin();
        var key = ApiKey.of(typed.get().strip());
        if (key.isEmpty()) {
            problem.set(Optional.of(UserMessage.of("settings.key.unusable")));
            busy.set(false);
            return;
        }
        background.run(() -> keys.keep(key.get()), this::kept, this::failed);
    }

    private void kept(KeyPlace where) {
        busy.set(false);
        typed.set("");
        place.set(Optional.of(where));
        notice.set(
                Optional.of(
                        set.map(wins ->
                                        UserMessage.of(
                                                "settings.key.overruled",
                                                where.words(),
                                                wins.words()))
                                .orElseGet(() ->
                                        UserMessage.of("settings.key.nextStart", where.words()))));
    }

    public void forget() {
        begin();
        background.run(keys::forget, this::forgotten, this::failed);
    }

    private void forgotten(Forgotten result) {
        busy.set(false);
        place.set(Optional.empty());
        problem.set(
                result.leftInKeyring()
                        .map(why -> UserMessage.of("settings.key.leftInKeyring", why)));
        if (result.leftInKeyring().isEmpty()) {
            notice.set(Optional.of(UserMessage.of("settings.key.forgotten")));
        }
    }

    private void begin() {
        busy.set(true);
        notice.set(Optional.empty());
        problem.set(Optional.empty());
    }

    private void failed(Exception failure) {
        busy.set(false);
        problem.set(Optional.of(Explanation.of(failure)));
    }
}
