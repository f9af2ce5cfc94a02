package gpudeck.store.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import gpudeck.domain.ApiKey;
import gpudeck.domain.Messages;
import gpudeck.store.DataFolder;
import gpudeck.store.SettingException;
import gpudeck.testing.MemoryKeyring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptKeysTest {

    private static final String LAMBDA = "https://cloud.lambda.ai/api/v1";
    private static final String SIMULATOR = "http://127.0.0.1:8080/api/v1";
    private static final ApiKey KEY = new ApiKey("secret_one.0123");
    private static final ApiKey OTHER = new ApiKey("secret_other.4567");

    @TempDir private Path folder;

    private final MemoryKeyring keyring = new MemoryKeyring();

    @Test
    void areInTheKeyringAndNotInTheFile() throws Exception {
        assertThat(keys(LAMBDA).keep(KEY)).isEqualTo(new KeyPlace.SystemKeyring());

        assertThat(keys(LAMBDA).find()).contains(new FoundKey(KEY, new KeyPlace.SystemKeyring()));
        assertThat(file()).content().doesNotContain(KEY.secret());
    }

    @Test
    void areInTheFileWhereThereIsNoKeyring() throws Exception {
        keyring.fail("there is none");

        assertThat(keys(LAMBDA).keep(KEY)).isEqualTo(new KeyPlace.OwnFile(file()));

        assertThat(keys(LAMBDA).find()).contains(new FoundKey(KEY, new KeyPlace.OwnFile(file())));
    }

    @Test
    @DisabledOnOs(WINDOWS)
    void areInAFileThatOnlyItsOwnerCanRead() throws Exception {
        keyring.fail("there is none");

        keys(LAMBDA).keep(KEY);
        keys(LAMBDA).keep(OTHER);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        try (var all = Files.list(file().getParent())) {
            assertThat(all).doesNotContain(file().resolveSibling("api-key.new"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-"})
    @DisabledOnOs(WINDOWS)
    void areNotReadFromAFileThatOthersCanRead(String permissions) throws Exception {
        keyring.fail("there is none");
        keys(LAMBDA).keep(KEY);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(() -> keys(LAMBDA).find())
                .isInstanceOfSatisfying(
                        SettingException.class,
                        e ->
                                assertThat(words(e))
                                        .contains(permissions, "chmod 600 \"" + file() + "\"")
                                        .doesNotContain(KEY.secret()));
    }

    @Test
    void areForOneAddressOnly() throws Exception {
        keys(SIMULATOR).keep(KEY);
        keyring.fail("there is none");
        keys("http://127.0.0.1:9999/api/v1").keep(KEY);

        assertThat(keys(LAMBDA).find()).isEmpty();
        assertThat(keyring.keys()).containsOnlyKeys(SIMULATOR);
    }

    @Test
    void doNotAskTheKeyringForWhatWasNeverKept() throws Exception {
        assertThat(keys(LAMBDA).find()).isEmpty();
        assertThat(keys(LAMBDA).place()).isEmpty();

        assertThat(keyring.calls()).isZero();
    }

    /// Without a key the window would show the demo, while instances run.
    @Test
    void areNotTakenForMissingWhenTheKeyringIsSilent() throws Exception {
        keys(LAMBDA).keep(KEY);
        keyring.fail("no answer in 30 s");

        assertThatThrownBy(() -> keys(LAMBDA).find())
                .isInstanceOfSatisfying(
                        SettingException.class,
                        e -> assertThat(words(e)).contains("keyring", "no answer in 30 s"));
        assertThat(keys(LAMBDA).place()).contains(new KeyPlace.SystemKeyring());
    }

    @Test
    void replaceTheOneBeforeWhereverItWas() throws Exception {
        keyring.fail("there is none");
        keys(LAMBDA).keep(KEY);
        keyring.work();

        keys(LAMBDA).keep(OTHER);

        assertThat(keys(LAMBDA).find()).map(FoundKey::key).contains(OTHER);
        assertThat(file()).content().doesNotContain(KEY.secret());
    }

    @Test
    void areForgottenInTheKeyring() throws Exception {
        keys(LAMBDA).keep(KEY);

        assertThat(keys(LAMBDA).forget())
                .isEqualTo(new Forgotten(List.of(new KeyPlace.SystemKeyring()), Optional.empty()));

        assertThat(keyring.keys()).isEmpty();
        assertThat(file()).doesNotExist();
    }

    @Test
    void areForgottenInTheFile() throws Exception {
        keyring.fail("there is none");
        keys(LAMBDA).keep(KEY);
        keys(SIMULATOR).keep(OTHER);

        assertThat(keys(LAMBDA).forget())
                .isEqualTo(new Forgotten(List.of(new KeyPlace.OwnFile(file())), Optional.empty()));

        assertThat(keys(LAMBDA).find()).isEmpty();
        assertThat(keys(SIMULATOR).find()).map(FoundKey::key).contains(OTHER);
    }

    @Test
    void areSaidToBeLeftInAKeyringThatDoesNotAnswer() throws Exception {
        keys(LAMBDA).keep(KEY);
        keyring.fail("no answer in 30 s");

        assertThat(keys(LAMBDA).forget())
                .isEqualTo(new Forgotten(List.of(), Optional.of("no answer in 30 s")));
        assertThat(keys(LAMBDA).find()).isEmpty();

        keyring.work();
        assertThat(keys(LAMBDA).forget().from()).containsExactly(new KeyPlace.SystemKeyring());
        assertThat(keyring.keys()).isEmpty();
    }

    @Test
    void areNothingToForgetWhereNothingWasKept() throws Exception {
        keyring.fail("there is none");

        assertThat(keys(LAMBDA).forget()).isEqualTo(new Forgotten(List.of(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret_one.0123", "https://a key two words", "https://a  keys b"})
    void areNotGuessedFromAFileOfAnotherForm(String text) throws Exception {
        keyring.fail("there is none");
        keys(LAMBDA).keep(KEY);
        Files.writeString(file(), text);

        assertThatThrownBy(() -> keys(LAMBDA).find())
                .isInstanceOfSatisfying(
                        SettingException.class,
                        e ->
                                assertThat(words(e))
                                        .contains(file().toString(), "gpudeck key set")
                                        .doesNotContain("secret_one"));
    }

    private KeptKeys keys(String url) throws IOException {
        return new KeptKeys(keyring, new DataFolder(folder.resolve("home")), url);
    }

    private Path file() {
        return folder.resolve("home").resolve("api-key");
    }

    private static String words(SettingException e) {
        return Messages.load().text(e.explanation());
    }
}
