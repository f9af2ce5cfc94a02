package gpudeck.engine.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import gpudeck.domain.JobError;
import gpudeck.domain.SshError;
import gpudeck.ssh.Identity;
import gpudeck.ssh.keys.KeysOnDisk;
import gpudeck.ssh.keys.SshAgent;
import gpudeck.testing.FakeCloud.Call;
import gpudeck.testing.RunningAgent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyServiceTest {

    @TempDir private Path folder;

    private KeyHome here;

    @BeforeEach
    void open() {
        here = new KeyHome(folder);
    }

    @Test
    void findsThePrivateHalvesOfTheAccountsKeys() throws Exception {
        var work =
                here.register("work", here.local().create(here.file("id_work"), ""), " ada@desk\n");
        here.local().create(here.file("stranger"), "");

        assertThat(here.keys().usable())
                .containsExactly(new UsableKey(work, here.file("id_work").toString(), false));
    }

    @Test
    void hasNoneWhereNoneIsHere() throws Exception {
        assertThat(here.keys().usable()).isEmpty();
        assertThat(KeyHome.jobErrorOf(catchThrowable(() -> here.keys().identity("laptop"))))
                .isEqualTo(new JobError.NoUsableKey("laptop"));
        assertThat(KeyHome.jobErrorOf(catchThrowable(() -> here.keys().identity("unknown"))))
                .isEqualTo(new JobError.NoUsableKey("unknown"));
    }

    @Test
    void prefersTheFileThatTheUserNamed() throws Exception {
        var made = here.local().create(here.file("a"), "");
        here.register("work", made, "");
        var named = KeyHome.copy(made.file(), folder.resolve("elsewhere"));
        var keys = here.keys(new KeysOnDisk(here.home(), Optional.of(named), Optional.empty()));

        assertThat(keys.usable()).extracting(UsableKey::where).containsExactly(named.toString());
        assertThat(keys.identity("work"))
                .isEqualTo(new Identity.KeyFile(named, made.publicKey(), Optional.empty()));
    }

    @Test
    void prefersAnOpenFileToTheNamedOneThatIsLocked() throws Exception {
        var named = here.lockedKey("named");
        var open = KeyHome.copy(named, here.file("open"));
        KeyHome.changePassphrase(open, "open sesame", "");
        here.register("work", here.read(named), "");
        var keys = here.keys(new KeysOnDisk(here.home(), Optional.of(named), Optional.empty()));

        assertThat(keys.usable()).extracting(UsableKey::where).containsExactly(open.toString());
    }

    @Test
    void prefersTheAgentToALockedFileAndAnOpenedFileToTheAgent() throws Exception {
        var locked = here.lockedKey("id_work");
        var work = here.register("work", here.read(locked), "");
        try (var agent = RunningAgent.at(folder.resolve("agent"))) {
            var open = KeyHome.copy(locked, folder.resolve("open"));
            KeyHome.changePassphrase(open, "open sesame", "");
            agent.add(open);
            var ofAgent = SshAgent.at(Optional.of(agent.socket().toString()));
            var keys = here.keys(new KeysOnDisk(here.home(), Optional.empty(), ofAgent));

            assertThat(keys.usable()).containsExactly(new UsableKey(work, "ssh-agent", false));
            assertThat(keys.identity("work")).isInstanceOf(Identity.AgentKey.class);
            assertThat(keys.isLocked(keys.identity("work"))).isFalse();

            KeyHome.copy(open, here.file("a-copy"));

            assertThat(keys.identity("work"))
                    .isEqualTo(
                            new Identity.KeyFile(
                                    here.file("a-copy"),
                                    here.read(open).publicKey(),
                                    Optional.empty()));
        }
    }

    @Test
    void opensALockedKeyWithItsPassphraseOnly() throws Exception {
        var locked = here.lockedKey("id_work");
        var work = here.register("work", here.read(locked), "");
        var keys = here.keys();
        assertThat(keys.usable()).containsExactly(new UsableKey(work, locked.toString(), true));
        assertThat(keys.isLocked(keys.identity("work"))).isTrue();

        assertThat(KeyHome.sshErrorOf(catchThrowable(() -> keys.unlock("work", "wrong"))))
                .isEqualTo(new SshError.PassphraseWrong(locked.toString()));
        assertThat(keys.isLocked(keys.identity("work"))).isTrue();

        keys.unlock("work", "open sesame");

        assertThat(keys.isLocked(keys.identity("work"))).isFalse();
        assertThat(keys.identity("work"))
                .isEqualTo(
                        new Identity.KeyFile(
                                locked,
                                here.read(locked).publicKey(),
                                Optional.of(new Identity.Passphrase("open sesame"))));
        assertThat(keys.usable()).containsExactly(new UsableKey(work, locked.toString(), false));
        assertThat(here.keys().usable()).extracting(UsableKey::locked).containsExactly(true);
    }

    @Test
    void opensTheCopyThatThePassphraseFits() throws Exception {
        var first = here.lockedKey("a");
        var second = KeyHome.copy(first, here.file("b"));
        KeyHome.changePassphrase(second, "open sesame", "another one");
        here.register("work", here.read(first), "");
        var keys = here.keys();
        keys.usable();

        keys.unlock("work", "another one");

        assertThat(keys.usable()).extracting(UsableKey::where).containsExactly(second.toString());
    }

    @Test
    void forgetsAPassphraseWhenTheFileHoldsAnotherKey() throws Exception {
        var file = here.lockedKey("id_work");
        here.register("work", here.read(file), "");
        var keys = here.keys();
        keys.usable();
        keys.unlock("work", "open sesame");

        Files.delete(file);
        Files.delete(file.resolveSibling("id_work.pub"));
        here.register("other", here.local().create(file, ""), "");

        assertThat(keys.usable()).extracting(k -> k.key().name()).containsExactly("other");
        assertThat(keys.identity("other"))
                .isEqualTo(
                        new Identity.KeyFile(file, here.read(file).publicKey(), Optional.empty()));
    }

    @Test
    void needsNoPassphraseForAKeyThatIsOpen() throws Exception {
        var open = here.local().create(here.file("id_work"), "");
        here.register("work", open, "");
        var keys = here.keys();
        keys.usable();

        keys.unlock("work", "whatever");

        assertThat(keys.identity("work")).isEqualTo(open);
        assertThat(KeyHome.sshErrorOf(catchThrowable(() -> keys.unlock("nobody's", "x"))))
                .isEqualTo(new SshError.KeyMissing("nobody's"));
    }

    @Test
    void readsTheAccountOnlyForANameItDoesNotKnow() throws Exception {
        here.register("work", here.local().create(here.file("id_work"), ""), "");
        var keys = here.keys();
        long before = here.cloud.count(Call.SSH_KEYS);

        keys.identity("work");
        keys.identity("work");

        assertThat(here.cloud.count(Call.SSH_KEYS)).isEqualTo(before + 1);

        here.register("new", here.local().create(here.file("id_new"), ""), "");

        assertThat(keys.identity("new").publicKey())
                .isEqualTo(here.read(here.file("id_new")).publicKey());
    }

    @Test
    void looksForLocalKeysOnce() throws Exception {
        for (int i = 0; i < 5; i++) {
            here.register("key " + i, here.local().create(here.file("id_" + i), ""), "");
        }
        var watched = new WatchedKeys(here.local(), _ -> {});

        assertThat(here.keys(watched).usable()).hasSize(5);

        assertThat(watched.finds()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssh-ed25519", "not a key", "ssh-rsa !!!"})
    void passesOverAKeyThatCannotBeRead(String publicKey) throws Exception {
        here.cloud.addSshKey("odd", publicKey);

        assertThat(here.keys().usable()).isEmpty();
    }
}
