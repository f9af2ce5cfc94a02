package gpudeck.viewmodel.settings;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.ApiKey;
import gpudeck.domain.Messages;
import gpudeck.domain.UserMessage;
import gpudeck.store.DataFolder;
import gpudeck.store.keys.FoundKey;
import gpudeck.store.keys.KeptKeys;
import gpudeck.store.keys.KeyPlace;
import gpudeck.testing.MemoryKeyring;
import gpudeck.testing.StepwiseBackground;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountViewModelTest {

    private static final String URL = "https://cloud.lambda.ai/api/v1";

    @TempDir private Path folder;

    private final StepwiseBackground background = new StepwiseBackground();
    private final MemoryKeyring keyring = new MemoryKeyring();

    @Test
    void keepsTheTypedKeyForTheNextStart() throws Exception {
        var model = model(Optional.empty());
        assertThat(model.canKeep().get()).isFalse();

        model.typedProperty().set(" secret_one ");
        model.keep();
        assertThat(model.busyProperty().get()).isTrue();
        assertThat(model.canKeep().get()).isFalse();
        background.runAll();

        assertThat(model.typedProperty().get()).isEmpty();
        assertThat(keys().find()).map(FoundKey::key).contains(new ApiKey("secret_one"));
        assertThat(text(model.noticeProperty().get()))
                .isEqualTo(
                        "The key is kept in this computer's keyring. It counts when GPU Deck"
                                + " starts again.");
        assertThat(text(Optional.of(model.whereaboutsProperty().get())))
                .isEqualTo("For " + URL + ", in this computer's keyring.");
        assertThat(model.canForget().get()).isTrue();
    }

    @Test
    void saysThatAKeySetFromOutsideWins() {
        var model = model(Optional.of(new KeyPlace.Environment()));

        model.typedProperty().set("secret_one");
        model.keep();
        background.runAll();

        assertThat(text(model.noticeProperty().get()))
                .contains("does not count while LAMBDA_API_KEY is set in the environment");
    }

    @Test
    void refusesWhatIsNoKeyAndLeavesItToBeChanged() {
        var model = model(Optional.empty());

        model.typedProperty().set("two words");
        model.keep();
        background.runAll();

        assertThat(model.problemProperty().get()).isPresent();
        assertThat(model.typedProperty().get()).isEqualTo("two words");
        assertThat(model.busyProperty().get()).isFalse();
        assertThat(keyring.calls()).isZero();
    }

    @Test
    void forgetsTheKey() throws Exception {
        keys().keep(new ApiKey("secret_one"));
        var model = model(Optional.of(new KeyPlace.SystemKeyring()));
        assertThat(model.canForget().get()).isFalse();
        model.look();
        background.runAll();

        model.forget();
        background.runAll();

        assertThat(keys().find()).isEmpty();
        assertThat(model.canForget().get()).isFalse();
        assertThat(text(Optional.of(model.whereaboutsProperty().get())))
                .isEqualTo("No key is kept for " + URL + ".");
        assertThat(text(model.noticeProperty().get())).contains("forgotten");
    }

    @Test
    void saysThatTheKeyringDidNotForget() throws Exception {
        keys().keep(new ApiKey("secret_one"));
        keyring.fail("it is locked");
        var model = model(Optional.empty());

        model.forget();
        background.runAll();

        assertThat(text(model.problemProperty().get())).contains("it is locked");
        assertThat(model.noticeProperty().get()).isEmpty();
    }

    private AccountViewModel model(Optional<KeyPlace> inUse) {
        return new AccountViewModel(keys(), inUse, background);
    }

    private KeptKeys keys() {
        return new KeptKeys(keyring, new DataFolder(folder), URL);
    }

    private static String text(Optional<UserMessage> message) {
        return Messages.load().text(message.orElseThrow());
    }
}
