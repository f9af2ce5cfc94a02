package gpudeck.viewmodel.doctor;

import gpudeck.domain.Messages;
import gpudeck.domain.UserMessage;
import gpudeck.engine.Explanation;
import gpudeck.engine.doctor.Health;
import gpudeck.engine.doctor.Report;
import gpudeck.viewmodel.Background;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What the doctor found, and asking him again.
public final class DoctorViewModel {

    private static final UserMessage NOT_YET = UserMessage.of("settings.doctor.notYet");

    private final Callable<Report> examination;
    private final Background background;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<List<FindingGroup>> groups =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<UserMessage> state = new ReadOnlyObjectWrapper<>(NOT_YET);

    /// @param examination takes a few seconds
    public DoctorViewModel(Callable<Report> examination, Background background) {
        this.examination = examination;
        this.background = background;
    }

    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// As of the last time; empty before the first.
    public ReadOnlyObjectProperty<List<FindingGroup>> groupsProperty() {
        return groups.getReadOnlyProperty();
    }

    /// All of it in a sentence.
    public ReadOnlyObjectProperty<UserMessage> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// Looks for the first time, when the page is opened.
    public void examineOnce() {
        if (groups.get().isEmpty()) {
            examine();
        }
    }

    public void examine() {
        if (busy.get()) {
            return;
        }
        busy.set(true);
        state.set(UserMessage.of("settings.doctor.asking"));
        background.run(examination, this::show, this::failed);
    }

    private void show(Report report) {
        busy.set(false);
        groups.set(FindingGroup.of(report));
        state.set(
                UserMessage.of(
                        "doctor.sum",
                        report.count(Health.FINE),
                        report.count(Health.LOOK),
                        report.count(Health.FIX)));
    }

    private void failed(Exception failure) {
        busy.set(false);
        state.set(Explanation.of(failure));
    }

    /// The report as text, for whoever is asked for help. No secret is in it.
    public String words(Messages messages) {
        var lines = new StringJoiner("\n", "", "\n");
        for (var group : groups.get()) {
            lines.add(messages.text(group.title()));
            group.rows().forEach(row -> lines.add(words(row, messages)));
        }
        return lines.add(messages.text(state.get())).toString();
    }

    private static String words(FindingRow row, Messages messages) {
        var advice = row.advice().map(a -> " " + messages.text(a)).orElse("");
        return "- "
                + messages.text("settings.doctor." + row.verdict())
                + ": "
                + messages.text(row.title())
                + ". "
                + messages.text(row.text())
                + advice;
    }
}
