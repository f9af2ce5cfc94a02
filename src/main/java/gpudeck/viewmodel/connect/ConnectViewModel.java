package gpudeck.viewmodel.connect;

import gpudeck.domain.ApiKey;
import gpudeck.domain.UserMessage;
import gpudeck.engine.Explanation;
import gpudeck.engine.doctor.Health;
import gpudeck.engine.doctor.Report;
import gpudeck.engine.doctor.Subject;
import gpudeck.viewmodel.Background;
import gpudeck.viewmodel.doctor.FindingRow;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// Asks for the API key, tries it, and goes over to the account. A key that does not work is never
/// kept.
public final class ConnectViewModel {

    private final ConnectAccess access;
    private final Runnable goOver;
    private final Background background;
    private final StringProperty typed = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<State> state =
            new ReadOnlyObjectWrapper<>(new State.Asking());
    private final BooleanBinding canCheck;
    private Optional<ApiKey> tried = Optional.empty();

    /// How far it is.
    public sealed interface State {

        record Asking() implements State {}

        /// The key is tried, or kept.
        record Busy() implements State {}

        record Refused(UserMessage why) implements State {}

        /// The key works.
        ///
        /// @param findings what else was looked at
        record Works(List<FindingRow> findings) implements State {}
    }

    /// @param goOver opens the window on the account whose key was kept
    public ConnectViewModel(ConnectAccess access, Runnable goOver, Background background) {
        this.access = access;
        this.goOver = goOver;
        this.background = background;
        canCheck = typed.isNotEmpty().and(state.isNotEqualTo(new State.Busy()));
        typed.subscribe((_, _) -> {
            if (!(state.get() instanceof State.Busy)) {
                state.set(new State.Asking());
            }
        });
    }

    /// What the user enters.
    public StringProperty typedProperty() {
        return typed;
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    public BooleanBinding canCheck() {
        return canCheck;
    }

    /// Tries what was entered.
    public void check() {
        tried = ApiKey.of(typed.get().strip());
        if (tried.isEmpty()) {
            state.set(new State.Refused(UserMessage.of("settings.key.unusable")));
            return;
        }
        var key = tried.get();
        state.set(new State.Busy());
        background.run(() -> access.examine(key), this::judge, this::failed);
    }

    private void judge(Report report) {
        state.set(
                report.findings().stream()
                        .filter(f -> f.health() == Health.FIX && f.subject() != Subject.SSH_KEY)
                        .findFirst()
                        .<State>map(f -> new State.Refused(f.text()))
                        .orElseGet(() -> new State.Works(shown(report))));
    }

    /// Of a key that works this is what a first launch needs to know.
    private static List<FindingRow> shown(Report report) {
        return report.findings().stream()
                .filter(f ->
                        f.subject() == Subject.API_KEY
                                || f.subject() == Subject.SSH_KEY
                                || f.health() != Health.FINE)
                .map(FindingRow::of)
                .toList();
    }

    /// Keeps the key that works and goes over to its account.
    public void connect() {
        var key = tried.orElseThrow();
        state.set(new State.Busy());
        background.run(
                () -> {
                    access.keep(key);
                    return key;
                },
                _ -> {
                    typed.set("");
                    goOver.run();
                },
                this::failed);
    }

    private void failed(Exception failure) {
        state.set(new State.Refused(Explanation.of(failure)));
    }
}
