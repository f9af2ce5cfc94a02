package gpudeck.viewmodel.settings;

import gpudeck.domain.UserMessage;
import gpudeck.engine.Explanation;
import gpudeck.engine.keys.UsableKey;
import gpudeck.store.Preferences;
import gpudeck.store.PreferencesFile;
import gpudeck.viewmodel.Background;
import gpudeck.viewmodel.custody.Abandoned;
import gpudeck.viewmodel.frame.Session;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Appearance, account, SSH keys and folders.
public final class SettingsViewModel {

    private final PreferencesFile file;
    private final Keys keys;
    private final SshHosts hosts;
    private final Session session;
    private final Path dataFolder;
    private final Background background;
    private final ObjectProperty<Appearance> appearance;
    private final ObjectProperty<Path> resultsFolder;
    private final ObjectProperty<Abandoned> abandoned;
    private final ObjectProperty<Boolean> sshConfig = new SimpleObjectProperty<>(false);
    private boolean inSshConfig;
    private final ObservableList<KeyRow> usableKeys = FXCollections.observableArrayList();
    private final ObservableList<KeyRow> shownKeys =
            FXCollections.unmodifiableObservableList(usableKeys);
    private final ReadOnlyBooleanWrapper readingKeys = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<UserMessage>> keyProblem =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<UserMessage>> saveProblem =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    /// The account's SSH keys as this computer can use them. Both read the cloud.
    public interface Keys {
        List<UsableKey> usable() throws Exception;

        UsableKey create(String name) throws Exception;
    }

    /// The instances as hosts of the system's own `ssh`.
    public interface SshHosts {
        boolean isInSshConfig() throws Exception;

        void putIntoSshConfig(boolean wanted) throws Exception;
    }

    /// @param defaultResults where runs go unless the user chose a folder
    public SettingsViewModel(
            PreferencesFile file,
            Keys keys,
            SshHosts hosts,
            Session session,
            Path dataFolder,
            Path defaultResults,
            Background background) {
        this.file = file;
        this.keys = keys;
        this.hosts = hosts;
        this.session = session;
        this.dataFolder = dataFolder;
        this.background = background;
        var saved = file.get();
        appearance = new SimpleObjectProperty<>(Appearance.valueOf(saved.theme().name()));
        resultsFolder = new SimpleObjectProperty<>(saved.resultsFolder().orElse(defaultResults));
        abandoned = new SimpleObjectProperty<>(Abandoned.valueOf(saved.abandoned().name()));
        abandoned.addListener((_, _, now) ->
                save(p -> p.withAbandoned(Preferences.Abandoned.valueOf(now.name()))));
        appearance.addListener(
                (_, _, now) -> save(p -> p.withTheme(Preferences.Theme.valueOf(now.name()))));
        sshConfig.addListener((_, _, now) -> putIntoSshConfig(now));
        resultsFolder.addListener((_, _, now) -> save(p -> p.withResultsFolder(Optional.of(now))));
    }

    public ObjectProperty<Appearance> appearanceProperty() {
        return appearance;
    }

    /// Where new runs get their folders.
    public ObjectProperty<Path> resultsFolderProperty() {
        return resultsFolder;
    }

    /// What becomes of what a GPU Deck left running that ended without a word.
    public ObjectProperty<Abandoned> abandonedProperty() {
        return abandoned;
    }

    /// Whether the instances are hosts of the system's own `ssh`.
    public ObjectProperty<Boolean> sshConfigProperty() {
        return sshConfig;
    }

    /// Others may change that too.
    public void readSshConfig() {
        background.run(hosts::isInSshConfig, this::showSshConfig, this::sshConfigFailed);
    }

    private void putIntoSshConfig(boolean wanted) {
        if (wanted != inSshConfig) {
            background.run(
                    () -> {
                        hosts.putIntoSshConfig(wanted);
                        return wanted;
                    },
                    this::showSshConfig,
                    this::sshConfigFailed);
        }
    }

    private void showSshConfig(boolean now) {
        inSshConfig = now;
        sshConfig.set(now);
        saveProblem.set(Optional.empty());
    }

    private void sshConfigFailed(Exception failure) {
        sshConfig.set(inSshConfig);
        saveProblem.set(Optional.of(Explanation.of(failure)));
    }

    /// The journal, the log, and results unless they go elsewhere.
    public Path dataFolder() {
        return dataFolder;
    }

    public Session session() {
        return session;
    }

    public ObservableList<KeyRow> usableKeys() {
        return shownKeys;
    }

    public ReadOnlyBooleanProperty readingKeysProperty() {
        return readingKeys.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<UserMessage>> keyProblemProperty() {
        return keyProblem.getReadOnlyProperty();
    }

    /// Why the last change could not be kept; it counts until the program ends.
    public ReadOnlyObjectProperty<Optional<UserMessage>> saveProblemProperty() {
        return saveProblem.getReadOnlyProperty();
    }

    public void readKeys() {
        readingKeys.set(true);
        keyProblem.set(Optional.empty());
        background.run(keys::usable, this::showKeys, this::keysFailed);
    }

    /// Makes a key pair here and gives Lambda the public half.
    public void createKey(String name) {
        readingKeys.set(true);
        keyProblem.set(Optional.empty());
        background.run(
                () -> {
                    keys.create(name.strip());
                    return keys.usable();
                },
                this::showKeys,
                this::keysFailed);
    }

    private void showKeys(List<UsableKey> now) {
        readingKeys.set(false);
        usableKeys.setAll(
                now.stream()
                        .map(key -> new KeyRow(key.key().name(), key.where(), key.locked()))
                        .toList());
    }

    private void keysFailed(Exception failure) {
        readingKeys.set(false);
        keyProblem.set(Optional.of(Explanation.of(failure)));
    }

    private void save(UnaryOperator<Preferences> change) {
        background.run(
                () -> {
                    file.update(change);
                    return file.get();
                },
                _ -> saveProblem.set(Optional.empty()),
                _ -> saveProblem.set(Optional.of(UserMessage.of("settings.notSaved"))));
    }
}
