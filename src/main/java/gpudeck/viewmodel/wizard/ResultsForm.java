package gpudeck.viewmodel.wizard;

import gpudeck.domain.ByteCount;
import gpudeck.domain.UserMessage;
import gpudeck.domain.job.JobSpec.Afterwards;
import gpudeck.domain.job.JobSpec.Holding;
import gpudeck.domain.job.JobSpec.Limits;
import gpudeck.domain.job.JobSpec.OnScriptFailure;
import gpudeck.viewmodel.Background;
import gpudeck.viewmodel.custody.LeaseForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The third page: what comes back and where to, and when the machine ends at the latest.
public final class ResultsForm {

    private final Background background;
    private final Duration boot;
    private final ObservableList<String> patterns = FXCollections.observableArrayList();
    private final ObservableList<String> shownPatterns =
            FXCollections.unmodifiableObservableList(patterns);
    private final StringProperty output;
    private final LeaseForm lease;
    private final ObjectProperty<OnScriptFailure> onFailure;
    private final Duration holdAtMost;
    private final ObjectProperty<Holding.Then> then;
    private final ObjectProperty<Afterwards> afterwards;
    private final ReadOnlyObjectWrapper<Optional<ByteCount>> free =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    ResultsForm(WizardDefaults defaults, Background background) {
        this.background = background;
        this.boot = defaults.limits().boot();
        patterns.setAll(defaults.results());
        output = new SimpleStringProperty(defaults.output().toString());
        lease = new LeaseForm(defaults.limits().agreed());
        onFailure = new SimpleObjectProperty<>(defaults.onScriptFailure());
        holdAtMost = defaults.holding().atMost();
        then = new SimpleObjectProperty<>(defaults.holding().then());
        afterwards = new SimpleObjectProperty<>(defaults.machine().afterwards());
        output.addListener(_ -> measure());
        measure();
    }

    private void measure() {
        free.set(Optional.empty());
        outputPath()
                .ifPresent(path ->
                        background.run(
                                () -> new ByteCount(freeBytes(path)),
                                bytes -> free.set(Optional.of(bytes)),
                                // Not knowing it is no reason to stop.
                                _ -> free.set(Optional.empty())));
    }

    /// Of the nearest folder that exists.
    private static long freeBytes(Path folder) throws IOException {
        var place = folder.toAbsolutePath();
        while (!Files.exists(place) && place.getParent() != null) {
            place = place.getParent();
        }
        return Files.getFileStore(place).getUsableSpace();
    }

    public ObservableList<String> patterns() {
        return shownPatterns;
    }

    /// @return what is wrong with it; it is not added then
    public Optional<UserMessage> addPattern(String pattern) {
        var clean = pattern.strip();
        if (clean.isEmpty()) {
            return Optional.of(UserMessage.of("wizard.results.blank"));
        }
        if (clean.startsWith("/") || Path.of(clean).normalize().startsWith("..")) {
            return Optional.of(UserMessage.of("wizard.results.outside", clean));
        }
        if (!patterns.contains(clean)) {
            patterns.add(clean);
        }
        return Optional.empty();
    }

    public void removePattern(String pattern) {
        patterns.remove(pattern);
    }

    public StringProperty outputProperty() {
        return output;
    }

    public Optional<Path> outputPath() {
        return ProjectForm.path(output.get());
    }

    /// Room on the disk of the folder; empty until it is known.
    public ReadOnlyObjectProperty<Optional<ByteCount>> freeProperty() {
        return free.getReadOnlyProperty();
    }

    public LeaseForm lease() {
        return lease;
    }

    public ObjectProperty<OnScriptFailure> onFailureProperty() {
        return onFailure;
    }

    /// What happens while results cannot be brought back whole.
    public ObjectProperty<Holding.Then> thenProperty() {
        return then;
    }

    /// What becomes of the machine when the job is over.
    public ObjectProperty<Afterwards> afterwardsProperty() {
        return afterwards;
    }

    public Holding holding() {
        return new Holding(holdAtMost, then.get());
    }

    public Limits limits() {
        return new Limits(lease.lease().longest(), lease.budget(), boot);
    }

    Optional<UserMessage> problem() {
        if (lease.problem().isPresent()) {
            return lease.problem();
        }
        if (outputPath().isEmpty()) {
            return Optional.of(UserMessage.of("wizard.output.missing"));
        }
        return outputPath()
                .filter(Files::isRegularFile)
                .map(path -> UserMessage.of("wizard.output.isFile", path));
    }
}
