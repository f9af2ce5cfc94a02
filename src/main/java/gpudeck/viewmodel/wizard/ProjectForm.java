package gpudeck.viewmodel.wizard;

import gpudeck.domain.UserMessage;
import gpudeck.domain.job.ArgumentText;
import gpudeck.domain.job.JobSpec.ScriptCall;
import gpudeck.domain.job.JobSpec.Variable;
import gpudeck.engine.ProjectPreview;
import gpudeck.engine.Time;
import gpudeck.store.Setting;
import gpudeck.viewmodel.Background;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The second page: which folder is sent, without what, and which scripts run.
public final class ProjectForm {

    /// A folder is looked at when the user stopped typing for this long.
    private static final Duration TYPING = Duration.ofMillis(300);

    private final PreviewReader reader;
    private final Time time;
    private final Background background;
    private final StringProperty folder = new SimpleStringProperty("");
    private final ObservableList<String> excluded = FXCollections.observableArrayList();
    private final ObservableList<ScriptCall> scripts = FXCollections.observableArrayList();
    private final ObservableList<Variable> variables = FXCollections.observableArrayList();
    private final ObservableList<String> shownExcluded =
            FXCollections.unmodifiableObservableList(excluded);
    private final ObservableList<ScriptCall> shownScripts =
            FXCollections.unmodifiableObservableList(scripts);
    private final ObservableList<Variable> shownVariables =
            FXCollections.unmodifiableObservableList(variables);
    private final ReadOnlyObjectWrapper<Optional<Sent>> sent =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<UserMessage>> failure =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper reading = new ReadOnlyBooleanWrapper();
    private List<String> candidates = List.of();
    private Background.Handle look = () -> {};

    ProjectForm(WizardDefaults defaults, PreviewReader reader, Time time, Background background) {
        this.reader = reader;
        this.time = time;
        this.background = background;
        excluded.setAll(defaults.excluded());
        scripts.setAll(defaults.scripts());
        variables.setAll(defaults.variables());
        folder.addListener(_ -> moved());
        excluded.subscribe(() -> look(Duration.ZERO));
        defaults.project()
                .ifPresent(p -> {
                    folder.set(p.toString());
                    excluded.setAll(defaults.excluded());
                });
    }

    /// What was left out of one folder means nothing in another.
    private void moved() {
        excluded.clear();
        sent.set(Optional.empty());
        look(TYPING);
    }

    private void look(Duration after) {
        look.cancel();
        failure.set(Optional.empty());
        var path = path();
        reading.set(path.isPresent());
        path.ifPresent(p -> {
            var without = List.copyOf(excluded);
            look =
                    background.run(
                            () -> {
                                time.pause(after);
                                return reader.read(p, without);
                            },
                            this::show,
                            problem -> fail(p, problem));
        });
    }

    private void show(ProjectPreview now) {
        reading.set(false);
        candidates = now.scripts();
        sent.set(Optional.of(Sent.of(now)));
        if (scripts.isEmpty() && now.scripts().size() == 1) {
            addScript(now.scripts().getFirst());
        }
    }

    private void fail(Path path, Exception problem) {
        reading.set(false);
        sent.set(Optional.empty());
        failure.set(
                Optional.of(
                        switch (problem) {
                            case NoSuchFileException _ ->
                                    UserMessage.of("wizard.project.notThere", path);
                            case NotDirectoryException _ ->
                                    UserMessage.of("wizard.project.notFolder", path);
                            case IOException e ->
                                    UserMessage.of(
                                            "wizard.project.unreadable",
                                            path,
                                            String.valueOf(e.getMessage()));
                            default -> UserMessage.of("error.internal");
                        }));
    }

    /// What the user typed as a path; `~` is the home folder.
    public Optional<Path> path() {
        return path(folder.get());
    }

    static Optional<Path> path(String text) {
        var trimmed = text.strip();
        if (trimmed.isEmpty()) {
            return Optional.empty();
        }
        var home = System.getProperty("user.home");
        var expanded =
                trimmed.equals("~") || trimmed.startsWith("~/")
                        ? home + trimmed.substring(1)
                        : trimmed;
        try {
            return Optional.of(Path.of(expanded));
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    public StringProperty folderProperty() {
        return folder;
    }

    /// Empty until the folder was looked at.
    public ReadOnlyObjectProperty<Optional<Sent>> sentProperty() {
        return sent.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty readingProperty() {
        return reading.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<UserMessage>> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /// Top-level names that the user leaves out.
    public ObservableList<String> excluded() {
        return shownExcluded;
    }

    public void include(String name, boolean wanted) {
        if (wanted) {
            excluded.remove(name);
        } else if (!excluded.contains(name)) {
            excluded.add(name);
        }
    }

    public ObservableList<ScriptCall> scripts() {
        return shownScripts;
    }

    public ObservableList<Variable> variables() {
        return shownVariables;
    }

    /// Scripts of the project, likely ones first; one may run more than once.
    public List<String> candidates() {
        return sent.get().isPresent() ? candidates : List.of();
    }

    public void addScript(String path) {
        scripts.add(new ScriptCall(path, List.of()));
    }

    public void setArguments(int index, String text) {
        var call = scripts.get(index);
        scripts.set(index, new ScriptCall(call.path(), ArgumentText.split(text)));
    }

    public void removeScript(int index) {
        scripts.remove(index);
    }

    /// Swaps the script with the one before it; nothing happens to the first.
    public void moveUp(int index) {
        if (index > 0) {
            Collections.swap(scripts, index, index - 1);
        }
    }

    /// Adds the variable, or replaces the one of that name.
    ///
    /// @return what is wrong with it; it is not added then
    public Optional<UserMessage> addVariable(String name, String value, boolean hidden) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            return Optional.of(UserMessage.of("wizard.variable.name", name));
        }
        if (name.equals(Setting.API_KEY.key())) {
            return Optional.of(UserMessage.of("wizard.variable.apiKey", name));
        }
        variables.removeIf(v -> v.name().equals(name));
        variables.add(new Variable(name, value, hidden));
        return Optional.empty();
    }

    public void removeVariable(Variable variable) {
        variables.remove(variable);
    }

    Optional<UserMessage> problem() {
        if (folder.get().isBlank()) {
            return Optional.of(UserMessage.of("wizard.project.missing"));
        }
        if (path().isEmpty()) {
            return Optional.of(UserMessage.of("wizard.project.notPath", folder.get()));
        }
        if (failure.get().isPresent()) {
            return failure.get();
        }
        if (sent.get().isEmpty()) {
            return Optional.of(UserMessage.of("wizard.project.reading"));
        }
        if (sent.get().get().files() == 0) {
            return Optional.of(UserMessage.of("wizard.project.empty"));
        }
        return scripts.isEmpty()
                ? Optional.of(UserMessage.of("wizard.scripts.missing"))
                : scripts.stream()
                        .filter(call -> !isThere(call))
                        .findFirst()
                        .map(call -> UserMessage.of("wizard.scripts.notThere", call.path()));
    }

    private boolean isThere(ScriptCall call) {
        return candidates().contains(call.path())
                || path().filter(p -> Files.isRegularFile(p.resolve(call.path()))).isPresent();
    }
}
