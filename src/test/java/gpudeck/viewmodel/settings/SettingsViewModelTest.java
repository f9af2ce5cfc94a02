package gpudeck.viewmodel.settings;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.engine.keys.UsableKey;
import gpudeck.store.Preferences;
import gpudeck.store.PreferencesFile;
import gpudeck.testing.Samples;
import gpudeck.testing.StepwiseBackground;
import gpudeck.viewmodel.custody.Abandoned;
import gpudeck.viewmodel.frame.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsViewModelTest {

    @TempDir private Path folder;

    private final StepwiseBackground background = new StepwiseBackground();
    private final KnownKeys keys = new KnownKeys();
    private final KnownHosts hosts = new KnownHosts();

    @Test
    void theThemeIsRemembered() {
        var model = model();
        assertThat(model.appearanceProperty().get()).isEqualTo(Appearance.SYSTEM);

        model.appearanceProperty().set(Appearance.LIGHT);
        background.runAll();

        assertThat(model().appearanceProperty().get()).isEqualTo(Appearance.LIGHT);
        assertThat(file().get().theme()).isEqualTo(Preferences.Theme.LIGHT);
    }

    @Test
    void theSystemDecidesUntilTheUserDoes() {
        assertThat(Appearance.SYSTEM.isDark(true)).isTrue();
        assertThat(Appearance.SYSTEM.isDark(false)).isFalse();
        assertThat(Appearance.DARK.isDark(false)).isTrue();
        assertThat(Appearance.LIGHT.isDark(true)).isFalse();
    }

    @Test
    void theResultsFolderIsRemembered() {
        model().resultsFolderProperty().set(folder.resolve("elsewhere"));
        background.runAll();

        assertThat(model().resultsFolderProperty().get()).isEqualTo(folder.resolve("elsewhere"));
    }

    @Test
    void aCreatedKeyIsAmongTheUsableOnes() {
        var model = model();

        model.createKey(" new key ");
        assertThat(model.readingKeysProperty().get()).isTrue();
        background.runAll();

        assertThat(model.readingKeysProperty().get()).isFalse();
        assertThat(model.usableKeys()).extracting(KeyRow::name).containsExactly("laptop");
        assertThat(keys.created).containsExactly("new key");
    }

    @Test
    void keysThatCannotBeReadAreSaidSo() {
        keys.failure = Optional.of(new IOException("broken"));
        var model = model();

        model.readKeys();
        background.runAll();

        assertThat(model.keyProblemProperty().get()).isPresent();
        assertThat(model.readingKeysProperty().get()).isFalse();
    }

    @Test
    void whatBecomesOfWhatWasLeftBehindIsAskedUntilTheUserSays() {
        assertThat(model().abandonedProperty().get()).isEqualTo(Abandoned.ASK);

        model().abandonedProperty().set(Abandoned.TERMINATE);
        background.runAll();

        assertThat(model().abandonedProperty().get()).isEqualTo(Abandoned.TERMINATE);
    }

    private SettingsViewModel model() {
        return new SettingsViewModel(
                file(),
                keys,
                hosts,
                new Session(Optional.empty(), Optional.empty(), Duration.ofSeconds(5), "1.0"),
                folder,
                folder.resolve("runs"),
                background);
    }

    private PreferencesFile file() {
        return PreferencesFile.open(folder.resolve("preferences.json"));
    }

    @Test
    void instancesBecomeHostsOfSshAndCeaseToBeThat() {
        var model = model();
        model.readSshConfig();
        background.runAll();
        assertThat(model.sshConfigProperty().get()).isFalse();

        model.sshConfigProperty().set(true);
        background.runAll();
        assertThat(hosts.isOn).isTrue();

        model.sshConfigProperty().set(false);
        background.runAll();
        assertThat(hosts.isOn).isFalse();
    }

    @Test
    void saysSoAndGoesBackIfSshCannotBeConfigured() {
        var model = model();
        hosts.failure = Optional.of(new IOException("read-only"));

        model.sshConfigProperty().set(true);
        background.runAll();

        assertThat(model.sshConfigProperty().get()).isFalse();
        assertThat(model.saveProblemProperty().get()).isPresent();
    }

    private static final class KnownHosts implements SettingsViewModel.SshHosts {

        private boolean isOn;
        private Optional<IOException> failure = Optional.empty();

        @Override
        public boolean isInSshConfig() {
            return isOn;
        }

        @Override
        public void putIntoSshConfig(boolean wanted) throws IOException {
            if (failure.isPresent()) {
                throw failure.get();
            }
            isOn = wanted;
        }
    }

    private static final class KnownKeys implements SettingsViewModel.Keys {

        private final List<String> created = new ArrayList<>();
        private Optional<IOException> failure = Optional.empty();

        @Override
        public List<UsableKey> usable() throws IOException {
            if (failure.isPresent()) {
                throw failure.get();
            }
            return List.of(new UsableKey(Samples.LAPTOP_KEY, "ssh-agent", false));
        }

        @Override
        public UsableKey create(String name) {
            created.add(name);
            return new UsableKey(Samples.LAPTOP_KEY, "ssh-agent", false);
        }
    }
}
