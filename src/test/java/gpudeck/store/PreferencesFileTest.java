package gpudeck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gpudeck.domain.job.JobSpec;
import gpudeck.store.Preferences.Abandoned;
import gpudeck.store.Preferences.Column;
import gpudeck.store.Preferences.Sort;
import gpudeck.store.Preferences.Table;
import gpudeck.store.Preferences.Theme;
import gpudeck.store.Preferences.Window;
import gpudeck.testing.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PreferencesFileTest {

    @TempDir Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("preferences.json");
    }

    @Test
    void startsWithNothing() {
        assertThat(PreferencesFile.open(file).get()).isEqualTo(Preferences.NONE);
        assertThat(file).doesNotExist();
    }

    @Test
    void remembersAllOfIt() throws Exception {
        var table =
                new Table(
                        List.of(new Column("type", 178, true), new Column("arch", 62, false)),
                        Optional.of(new Sort("type", false)));
        var spec = Samples.job(folder.resolve("my project"), folder.resolve("out"));

        PreferencesFile.open(file)
                .update(p ->
                        p.withTheme(Theme.DARK)
                                .withWindow(new Window(10, 20, 1280, 800, true))
                                .withSplit("gpus", 0.7)
                                .withTable("gpus", table)
                                .withPage("instances")
                                .withResultsFolder(Optional.of(folder))
                                .withSshKeyName("laptop")
                                .withAbandoned(Abandoned.KEEP)
                                .withWizard(spec));

        var read = PreferencesFile.open(file).get();
        assertThat(read.abandoned()).isEqualTo(Abandoned.KEEP);
        assertThat(read.theme()).isEqualTo(Theme.DARK);
        assertThat(read.window()).contains(new Window(10, 20, 1280, 800, true));
        assertThat(read.splits()).containsEntry("gpus", 0.7);
        assertThat(read.tables()).containsEntry("gpus", table);
        assertThat(read.page()).contains("instances");
        assertThat(read.resultsFolder()).contains(folder);
        assertThat(read.sshKeyName()).contains("laptop");
        assertThat(read.wizardFor(spec.project())).contains(spec);
        assertThat(read.wizardFor(folder)).isEmpty();
    }

    @Test
    void hiddenValuesOfAJobAreNotRemembered() throws Exception {
        var plain = Samples.job(folder, folder.resolve("out"));
        var spec =
                new JobSpec(
                        plain.name(),
                        plain.types(),
                        plain.region(),
                        plain.sshKeyName(),
                        plain.image(),
                        plain.fileSystems(),
                        plain.project(),
                        plain.excluded(),
                        plain.scripts(),
                        List.of(new JobSpec.Variable("TOKEN", "s3cr3t", true)),
                        plain.results(),
                        plain.output(),
                        plain.onScriptFailure(),
                        plain.waitForCapacity(),
                        plain.limits(),
                        plain.holding(),
                        plain.machine(),
                        plain.gpuCheck());

        PreferencesFile.open(file).update(p -> p.withWizard(spec));

        assertThat(file).content().contains("TOKEN").doesNotContain("s3cr3t");
    }

    @Test
    void aFileThatCannotBeUnderstoodIsSetAside() throws Exception {
        Files.writeString(file, "{\"theme\": \"DA");

        var preferences = PreferencesFile.open(file);

        assertThat(preferences.get()).isEqualTo(Preferences.NONE);
        assertThat(file).doesNotExist();
        assertThat(folder.resolve("preferences.json.unreadable")).hasContent("{\"theme\": \"DA");
    }

    @Test
    void nothingThatWasSetAsideIsOverwritten() throws Exception {
        Files.writeString(folder.resolve("preferences.json.unreadable"), "first");
        Files.writeString(file, "second");

        PreferencesFile.open(file);

        assertThat(folder.resolve("preferences.json.unreadable")).hasContent("first");
        assertThat(folder.resolve("preferences.json.unreadable-2")).hasContent("second");
    }

    @Test
    void whatAnotherVersionWroteIsTakenAsFarAsItGoes() throws Exception {
        Files.writeString(file, "{\"page\": \"jobs\", \"mood\": \"sunny\"}");

        assertThat(PreferencesFile.open(file).get()).isEqualTo(Preferences.NONE.withPage("jobs"));
    }

    @Test
    void saysSoWhenItCannotBeSaved() throws Exception {
        var blocked = Files.createFile(folder.resolve("file")).resolve("preferences.json");

        assertThatThrownBy(() -> PreferencesFile.open(blocked).update(p -> p.withPage("jobs")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(blocked.toString());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyTheOwnerMayReadIt() throws Exception {
        var data = new DataFolder(folder.resolve("data"));
        data.create();
        PreferencesFile.open(data.preferences()).update(p -> p.withPage("jobs"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.root())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.preferences())))
                .isEqualTo("rw-------");
        assertThat(data.results()).isDirectory();
    }
}
