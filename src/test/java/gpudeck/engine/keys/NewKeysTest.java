package gpudeck.engine.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import gpudeck.domain.CloudError;
import gpudeck.ssh.Identity;
import gpudeck.testing.FakeCloud;
import gpudeck.testing.FakeCloud.Call;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/// Pairs that are made here and registered there.
class NewKeysTest {

    @TempDir private Path folder;

    private KeyHome here;

    @BeforeEach
    void open() {
        here = new KeyHome(folder);
    }

    @Test
    void makesAPairAndRegistersIt() throws Exception {
        var keys = here.keys();

        var made = keys.create("laptop in Zürich");

        var file = here.home().resolve("laptop-in-Zurich_ed25519");
        assertThat(made.where()).isEqualTo(file.toString());
        assertThat(made.locked()).isFalse();
        assertThat(made.key().name()).isEqualTo("laptop in Zürich");
        assertThat(made.key().publicKey()).isEqualTo(here.read(file).publicKey());
        assertThat(here.cloud.sshKeys()).contains(made.key());
        assertThat(keys.usable()).containsExactly(made);
        assertThat(keys.identity("laptop in Zürich")).isEqualTo(here.read(file));
    }

    @Test
    void knowsAKeyThatItMade() throws Exception {
        var keys = here.keys();
        var made = keys.create("mine");
        here.cloud.fail(Call.SSH_KEYS, FakeCloud.TIMED_OUT);

        assertThat(keys.identity("mine").publicKey()).isEqualTo(made.key().publicKey());
    }

    @Test
    void neverOverwritesAFile() throws Exception {
        Files.createDirectories(here.home());
        Files.writeString(here.home().resolve("mine_ed25519"), "precious");
        Files.writeString(here.home().resolve("mine_ed25519-2.pub"), "precious too");
        Files.createSymbolicLink(here.home().resolve("mine_ed25519-3"), Path.of("nowhere"));

        var made = here.keys().create("mine");

        assertThat(made.where()).isEqualTo(here.home().resolve("mine_ed25519-4").toString());
        assertThat(here.home().resolve("mine_ed25519")).hasContent("precious");
        assertThat(here.home().resolve("mine_ed25519-2.pub")).hasContent("precious too");
        assertThat(here.home().resolve("mine_ed25519-2")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "laptop, laptop_ed25519",
        "../../etc/passwd, etc-passwd_ed25519",
        "/absolute, absolute_ed25519",
        "C:\\keys\\mine, C-keys-mine_ed25519",
        "config, config_ed25519",
        "mine.pub, mine-pub_ed25519",
        "-rf *, rf_ed25519",
        "'a\nb\0c', a-b-c_ed25519",
        "Ключ 钥匙, gpudeck_ed25519",
        "ﬁne Ｎame, fine-Name_ed25519",
        "..., gpudeck_ed25519",
        "'', gpudeck_ed25519"
    })
    void namesFilesSafely(String name, String file) throws Exception {
        assertThat(NewKeys.fileName(name)).isEqualTo(file);

        assertThat(Path.of(here.keys().create(name).where()))
                .isEqualTo(here.home().resolve(file))
                .exists();
    }

    @Test
    void keepsFileNamesShort() {
        assertThat(NewKeys.fileName("a".repeat(500))).hasSize(48);
    }

    static final List<CloudError> REFUSALS =
            List.of(
                    new CloudError.Duplicate("taken"),
                    new CloudError.InvalidApiKey(),
                    new CloudError.RateLimited(Duration.ofSeconds(1)),
                    new CloudError.Unreadable(405, "<html>"));

    @ParameterizedTest
    @FieldSource("REFUSALS")
    void removesAPairThatLambdaRefuses(CloudError refusal) {
        here.cloud.failNext(Call.SSH_KEYS, refusal);

        var failure = catchThrowable(() -> here.keys().create("mine"));

        assertThat(KeyHome.cloudErrorOf(failure)).isEqualTo(refusal);
        assertThat(here.home()).isEmptyDirectory();
    }

    static final List<CloudError> LOST_ANSWERS =
            List.of(
                    FakeCloud.TIMED_OUT,
                    new CloudError.Unreachable("here.cloud.example", "reset"),
                    new CloudError.ServerFault(502, "", ""),
                    new CloudError.Unreadable(200, "<html>"),
                    new CloudError.TooLarge(1));

    @ParameterizedTest
    @FieldSource("LOST_ANSWERS")
    void keepsAPairWhoseAnswerWasLost(CloudError lost) {
        here.cloud.failNext(Call.SSH_KEYS, lost, new CloudError.Conflict("even the list"));

        var failure = catchThrowable(() -> here.keys().create("mine"));

        assertThat(KeyHome.cloudErrorOf(failure)).isEqualTo(lost);
        assertThat(here.home().resolve("mine_ed25519")).exists();
        assertThat(here.home().resolve("mine_ed25519.pub")).exists();
    }

    @Test
    void findsAKeyThatWasTakenThoughTheAnswerWasLost() throws Exception {
        var keys = here.keys(new WatchedKeys(here.local(), this::takeAndLoseAnswer));

        var made = keys.create("mine");

        assertThat(made.key().id()).isEqualTo("key-2");
        assertThat(made.where()).isEqualTo(here.home().resolve("mine_ed25519").toString());
    }

    @Test
    void makesManyAtATime() throws Exception {
        var keys = here.keys();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var made =
                    threads.invokeAll(
                            IntStream.range(0, 12)
                                    .<Callable<UsableKey>>mapToObj(_ -> () -> keys.create("mine"))
                                    .toList());

            assertThat(made)
                    .extracting(Future::resultNow)
                    .extracting(UsableKey::where)
                    .doesNotHaveDuplicates();
        }
        assertThat(keys.usable()).hasSize(12);
    }

    private void takeAndLoseAnswer(Identity half) {
        try {
            here.register("mine", half, "");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        here.cloud.failNext(Call.SSH_KEYS, FakeCloud.TIMED_OUT);
    }
}
