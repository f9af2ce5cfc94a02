package gpudeck.engine.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import gpudeck.domain.CloudError;
import gpudeck.domain.CloudException;
import gpudeck.domain.JobError;
import gpudeck.domain.JobException;
import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.domain.cloud.SshKey;
import gpudeck.ssh.Identity;
import gpudeck.ssh.KeysOnDisk;
import gpudeck.ssh.LocalKeys;
import gpudeck.ssh.SshAgent;
import gpudeck.testing.FakeCloud;
import gpudeck.testing.FakeCloud.Call;
import gpudeck.testing.OpenSshServer;
import gpudeck.testing.RunningAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyServiceTest {

    @TempDir private Path folder;

    private final FakeCloud cloud = new FakeCloud();

    @Test
    void findsThePrivateHalvesOfTheAccountsKeys() throws Exception {
        var work = register("work", local().create(file("id_work"), ""), " ada@desk\n");
        local().create(file("stranger"), "");

        assertThat(keys().usable())
                .containsExactly(new UsableKey(work, file("id_work").toString(), false));
    }

    @Test
    void hasNoneWhereNoneIsHere() throws Exception {
        assertThat(keys().usable()).isEmpty();
        assertThat(jobErrorOf(catchThrowable(() -> keys().identity("laptop"))))
                .isEqualTo(new JobError.NoUsableKey("laptop"));
        assertThat(jobErrorOf(catchThrowable(() -> keys().identity("unknown"))))
                .isEqualTo(new JobError.NoUsableKey("unknown"));
    }

    @Test
    void prefersTheFileThatTheUserNamed() throws Exception {
        var made = local().create(file("a"), "");
        register("work", made, "");
        var named = copy(made.file(), folder.resolve("elsewhere"));
        var keys = keys(new KeysOnDisk(home(), Optional.of(named), Optional.empty()));

        assertThat(keys.usable()).extracting(UsableKey::where).containsExactly(named.toString());
        assertThat(keys.identity("work"))
                .isEqualTo(new Identity.KeyFile(named, made.publicKey(), Optional.empty()));
    }

    @Test
    void prefersAnOpenFileToTheNamedOneThatIsLocked() throws Exception {
        var named = lockedKey("named");
        var open = copy(named, file("open"));
        changePassphrase(open, "open sesame", "");
        register("work", read(named), "");
        var keys = keys(new KeysOnDisk(home(), Optional.of(named), Optional.empty()));

        assertThat(keys.usable()).extracting(UsableKey::where).containsExactly(open.toString());
    }

    @Test
    void prefersTheAgentToALockedFileAndAnOpenedFileToTheAgent() throws Exception {
        var locked = lockedKey("id_work");
        var work = register("work", read(locked), "");
        try (var agent = RunningAgent.at(folder.resolve("agent"))) {
            var open = copy(locked, folder.resolve("open"));
            changePassphrase(open, "open sesame", "");
            agent.add(open);
            var ofAgent = SshAgent.at(Optional.of(agent.socket().toString()));
            var keys = keys(new KeysOnDisk(home(), Optional.empty(), ofAgent));

            assertThat(keys.usable()).containsExactly(new UsableKey(work, "ssh-agent", false));
            assertThat(keys.identity("work")).isInstanceOf(Identity.AgentKey.class);
            assertThat(keys.isLocked(keys.identity("work"))).isFalse();

            copy(open, file("a-copy"));

            assertThat(keys.identity("work"))
                    .isEqualTo(
                            new Identity.KeyFile(
                                    file("a-copy"), read(open).publicKey(), Optional.empty()));
        }
    }

    @Test
    void opensALockedKeyWithItsPassphraseOnly() throws Exception {
        var locked = lockedKey("id_work");
        var work = register("work", read(locked), "");
        var keys = keys();
        assertThat(keys.usable()).containsExactly(new UsableKey(work, locked.toString(), true));
        assertThat(keys.isLocked(keys.identity("work"))).isTrue();

        assertThat(sshErrorOf(catchThrowable(() -> keys.unlock("work", "wrong"))))
                .isEqualTo(new SshError.PassphraseWrong(locked.toString()));
        assertThat(keys.isLocked(keys.identity("work"))).isTrue();

        keys.unlock("work", "open sesame");

        assertThat(keys.isLocked(keys.identity("work"))).isFalse();
        assertThat(keys.identity("work"))
                .isEqualTo(
                        new Identity.KeyFile(
                                locked,
                                read(locked).publicKey(),
                                Optional.of(new Identity.Passphrase("open sesame"))));
        assertThat(keys.usable()).containsExactly(new UsableKey(work, locked.toString(), false));
        assertThat(keys().usable()).extracting(UsableKey::locked).containsExactly(true);
    }

    @Test
    void opensTheCopyThatThePassphraseFits() throws Exception {
        var first = lockedKey("a");
        var second = copy(first, file("b"));
        changePassphrase(second, "open sesame", "another one");
        register("work", read(first), "");
        var keys = keys();
        keys.usable();

        keys.unlock("work", "another one");

        assertThat(keys.usable()).extracting(UsableKey::where).containsExactly(second.toString());
    }

    @Test
    void forgetsAPassphraseWhenTheFileHoldsAnotherKey() throws Exception {
        var file = lockedKey("id_work");
        register("work", read(file), "");
        var keys = keys();
        keys.usable();
        keys.unlock("work", "open sesame");

        Files.delete(file);
        Files.delete(file.resolveSibling("id_work.pub"));
        register("other", local().create(file, ""), "");

        assertThat(keys.usable()).extracting(k -> k.key().name()).containsExactly("other");
        assertThat(keys.identity("other"))
                .isEqualTo(new Identity.KeyFile(file, read(file).publicKey(), Optional.empty()));
    }

    @Test
    void needsNoPassphraseForAKeyThatIsOpen() throws Exception {
        var open = local().create(file("id_work"), "");
        register("work", open, "");
        var keys = keys();
        keys.usable();

        keys.unlock("work", "whatever");

        assertThat(keys.identity("work")).isEqualTo(open);
        assertThat(sshErrorOf(catchThrowable(() -> keys.unlock("nobody's", "x"))))
                .isEqualTo(new SshError.KeyMissing("nobody's"));
    }

    @Test
    void readsTheAccountOnlyForANameItDoesNotKnow() throws Exception {
        register("work", local().create(file("id_work"), ""), "");
        var keys = keys();
        long before = cloud.count(Call.SSH_KEYS);

        keys.identity("work");
        keys.identity("work");

        assertThat(cloud.count(Call.SSH_KEYS)).isEqualTo(before + 1);

        register("new", local().create(file("id_new"), ""), "");

        assertThat(keys.identity("new").publicKey()).isEqualTo(read(file("id_new")).publicKey());
    }

    @Test
    void looksForLocalKeysOnce() throws Exception {
        for (int i = 0; i < 5; i++) {
            register("key " + i, local().create(file("id_" + i), ""), "");
        }
        var watched = new WatchedKeys(local(), _ -> {});

        assertThat(keys(watched).usable()).hasSize(5);

        assertThat(watched.finds).isEqualTo(1);
    }

    @Test
    void makesAPairAndRegistersIt() throws Exception {
        var keys = keys();

        var made = keys.create("laptop in Zürich");

        var file = home().resolve("laptop-in-Zurich_ed25519");
        assertThat(made.where()).isEqualTo(file.toString());
        assertThat(made.locked()).isFalse();
        assertThat(made.key().name()).isEqualTo("laptop in Zürich");
        assertThat(made.key().publicKey()).isEqualTo(read(file).publicKey());
        assertThat(cloud.sshKeys()).contains(made.key());
        assertThat(keys.usable()).containsExactly(made);
        assertThat(keys.identity("laptop in Zürich")).isEqualTo(read(file));
    }

    @Test
    void neverOverwritesAFile() throws Exception {
        Files.createDirectories(home());
        Files.writeString(home().resolve("mine_ed25519"), "precious");
        Files.writeString(home().resolve("mine_ed25519-2.pub"), "precious too");
        Files.createSymbolicLink(home().resolve("mine_ed25519-3"), Path.of("nowhere"));

        var made = keys().create("mine");

        assertThat(made.where()).isEqualTo(home().resolve("mine_ed25519-4").toString());
        assertThat(home().resolve("mine_ed25519")).hasContent("precious");
        assertThat(home().resolve("mine_ed25519-2.pub")).hasContent("precious too");
        assertThat(home().resolve("mine_ed25519-2")).doesNotExist();
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

        assertThat(Path.of(keys().create(name).where())).isEqualTo(home().resolve(file)).exists();
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
        cloud.failNext(Call.SSH_KEYS, refusal);

        var failure = catchThrowable(() -> keys().create("mine"));

        assertThat(cloudErrorOf(failure)).isEqualTo(refusal);
        assertThat(home()).isEmptyDirectory();
    }

    static final List<CloudError> LOST_ANSWERS =
            List.of(
                    FakeCloud.TIMED_OUT,
                    new CloudError.Unreachable("cloud.example", "reset"),
                    new CloudError.ServerFault(502, "", ""),
                    new CloudError.Unreadable(200, "<html>"),
                    new CloudError.TooLarge(1));

    @ParameterizedTest
    @FieldSource("LOST_ANSWERS")
    void keepsAPairWhoseAnswerWasLost(CloudError lost) {
        cloud.failNext(Call.SSH_KEYS, lost, new CloudError.Conflict("even the list"));

        var failure = catchThrowable(() -> keys().create("mine"));

        assertThat(cloudErrorOf(failure)).isEqualTo(lost);
        assertThat(home().resolve("mine_ed25519")).exists();
        assertThat(home().resolve("mine_ed25519.pub")).exists();
    }

    @Test
    void findsAKeyThatWasTakenThoughTheAnswerWasLost() throws Exception {
        var keys = keys(new WatchedKeys(local(), this::takeAndLoseAnswer));

        var made = keys.create("mine");

        assertThat(made.key().id()).isEqualTo("key-2");
        assertThat(made.where()).isEqualTo(home().resolve("mine_ed25519").toString());
    }

    @Test
    void makesManyAtATime() throws Exception {
        var keys = keys();
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

    @ParameterizedTest
    @ValueSource(strings = {"ssh-ed25519", "not a key", "ssh-rsa !!!"})
    void passesOverAKeyThatCannotBeRead(String publicKey) throws Exception {
        cloud.addSshKey("odd", publicKey);

        assertThat(keys().usable()).isEmpty();
    }

    private Path home() {
        return folder.resolve("home");
    }

    private Path file(String name) {
        return home().resolve(name);
    }

    private LocalKeys local() {
        return new KeysOnDisk(home(), Optional.empty(), Optional.empty());
    }

    private KeyService keys() {
        return keys(local());
    }

    private KeyService keys(LocalKeys local) {
        return new KeyService(cloud, local, home());
    }

    private Identity.KeyFile read(Path file) throws SshException {
        return local().read(file, Optional.empty());
    }

    private SshKey register(String name, Identity half, String comment) throws Exception {
        return cloud.addSshKey(name, half.publicKey() + comment);
    }

    private Path lockedKey(String name) throws Exception {
        var file = local().create(file(name), "").file();
        changePassphrase(file, "", "open sesame");
        return file;
    }

    private static void changePassphrase(Path file, String from, String to) throws Exception {
        assumeThat(OpenSshServer.program("ssh-keygen")).as("ssh-keygen").isPresent();
        OpenSshServer.run("ssh-keygen", "-q", "-p", "-P", from, "-N", to, "-f", file.toString());
    }

    private static Path copy(Path from, Path to) throws IOException {
        return Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private void takeAndLoseAnswer(Identity half) {
        try {
            register("mine", half, "");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        cloud.failNext(Call.SSH_KEYS, FakeCloud.TIMED_OUT);
    }

    private static CloudError cloudErrorOf(Throwable failure) {
        assertThat(failure).isInstanceOf(CloudException.class);
        return ((CloudException) failure).error();
    }

    private static SshError sshErrorOf(Throwable failure) {
        assertThat(failure).isInstanceOf(SshException.class);
        return ((SshException) failure).error();
    }

    private static JobError jobErrorOf(Throwable failure) {
        assertThat(failure).isInstanceOf(JobException.class);
        return ((JobException) failure).error();
    }

    /// Keys on disk that are watched while they are looked for and made.
    private static final class WatchedKeys implements LocalKeys {

        private final LocalKeys keys;
        private final Consumer<Identity.KeyFile> whenMade;
        private int finds;

        WatchedKeys(LocalKeys keys, Consumer<Identity.KeyFile> whenMade) {
            this.keys = keys;
            this.whenMade = whenMade;
        }

        @Override
        public List<Identity> find() {
            finds++;
            return keys.find();
        }

        @Override
        public Optional<Identity> matching(String publicKey) {
            finds++;
            return keys.matching(publicKey);
        }

        @Override
        public Identity.KeyFile read(Path file, Optional<Identity.Passphrase> passphrase)
                throws SshException {
            return keys.read(file, passphrase);
        }

        @Override
        public boolean isLocked(Identity identity) {
            return keys.isLocked(identity);
        }

        @Override
        public Identity.KeyFile create(Path file, String comment) throws SshException {
            var made = keys.create(file, comment);
            whenMade.accept(made);
            return made;
        }
    }
}
