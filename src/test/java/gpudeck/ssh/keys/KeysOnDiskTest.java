package gpudeck.ssh.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.ssh.Identity;
import gpudeck.testing.OpenSshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysOnDiskTest {

    @TempDir private Path folder;

    @Test
    void makesAPairThatItFindsAgain() throws Exception {
        var keys = keys();

        var made = keys.create(folder.resolve("new/gpudeck_ed25519"), "gpudeck laptop");

        assertThat(made.publicKey()).startsWith("ssh-ed25519 AAAA");
        var again = new KeysOnDisk(folder.resolve("new"), Optional.empty(), Optional.empty());
        assertThat(again.find()).containsExactly(made);
        assertThat(again.matching(made.publicKey() + "  some comment\n")).contains(made);
        assertThat(folder.resolve("new/gpudeck_ed25519.pub"))
                .hasContent(made.publicKey() + " gpudeck laptop");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void keepsThePrivateHalfToItsOwner() throws Exception {
        var made = keys().create(folder.resolve("k"), "");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.file())))
                .isEqualTo("rw-------");
    }

    @Test
    void neverOverwritesAKey() throws Exception {
        Files.writeString(folder.resolve("k"), "precious");

        var failure = catchThrowable(() -> keys().create(folder.resolve("k"), ""));

        assertThat(errorOf(failure)).isInstanceOf(SshError.KeyUnreadable.class);
        assertThat(folder.resolve("k")).hasContent("precious");
    }

    @ParameterizedTest
    @CsvSource({
        "ed25519, RFC4716",
        "rsa, RFC4716",
        "rsa, PEM",
        "rsa, PKCS8",
        "ecdsa, RFC4716",
        "ecdsa, PEM"
    })
    void readsWhatOpenSshWrites(String type, String format) throws Exception {
        var file = generate(type, format, "");

        var key = keys().read(file, Optional.empty());

        assertThat(key.publicKey()).isEqualTo(publicHalf(file));
        assertThat(keys().find()).containsExactly(key);
    }

    @ParameterizedTest
    @CsvSource({"ed25519, RFC4716", "rsa, PEM", "rsa, PKCS8"})
    void unlocksWithThePassphraseOnly(String type, String format) throws Exception {
        var file = generate(type, format, "open sesame");

        var found = keys().find();

        assertThat(found).extracting(Identity::publicKey).containsExactly(publicHalf(file));
        assertThat(keys().isLocked(found.getFirst())).isTrue();
        assertThat(errorOf(catchThrowable(() -> keys().read(file, pass("wrong")))))
                .isEqualTo(new SshError.PassphraseWrong(file.toString()));
        assertThat(errorOf(catchThrowable(() -> PrivateKeyFile.load(file, Optional.empty()))))
                .isEqualTo(new SshError.PassphraseNeeded(file.toString()));
        assertThat(keys().isLocked(keys().read(file, pass("open sesame")))).isFalse();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void findsAKeyThatOthersMayReadAndRefusesToUseIt() throws Exception {
        var file = generate("ed25519", "RFC4716", "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(errorOf(catchThrowable(() -> keys().read(file, Optional.empty()))))
                .isEqualTo(new SshError.KeyTooOpen(file.toString(), "rw-r--r--"));
        assertThat(keys().find()).extracting(Identity::publicKey).isNotEmpty();
    }

    @Test
    void saysWhatIsWrongWithAFile() throws Exception {
        var text = ownerOnly(Files.writeString(folder.resolve("notes"), "hello"));
        var cut =
                ownerOnly(
                        Files.writeString(
                                folder.resolve("cut"),
                                """
                                -----BEGIN OPENSSH PRIVATE KEY-----
                                b3Bl
                                -----END OPENSSH PRIVATE KEY-----
                                """));

        assertThat(errorOf(catchThrowable(() -> keys().read(text, Optional.empty()))))
                .isInstanceOf(SshError.KeyUnreadable.class);
        assertThat(errorOf(catchThrowable(() -> keys().read(cut, Optional.empty()))))
                .isInstanceOf(SshError.KeyUnreadable.class);
        assertThat(
                        errorOf(
                                catchThrowable(() ->
                                        keys().read(folder.resolve("none"), Optional.empty()))))
                .isEqualTo(new SshError.KeyMissing(folder.resolve("none").toString()));
    }

    @Test
    void comparesPublicKeysWhateverTheirForm() throws Exception {
        var file = generate("ed25519", "RFC4716", "");
        var rfc4716 =
                new String(
                        new ProcessBuilder("ssh-keygen", "-e", "-f", file.toString())
                                .start()
                                .getInputStream()
                                .readAllBytes(),
                        java.nio.charset.StandardCharsets.US_ASCII);

        assertThat(PublicKeys.canonical(rfc4716)).contains(publicHalf(file));
        assertThat(PublicKeys.canonical("ssh-rsa not-base64!")).isEmpty();
        assertThat(PublicKeys.canonical("")).isEmpty();
    }

    @Test
    void goesOnWithoutAnAgentThatIsGone() {
        var keys =
                new KeysOnDisk(
                        folder,
                        Optional.empty(),
                        SshAgent.at(Optional.of(folder.resolve("no-agent").toString())));

        assertThat(keys.find()).isEmpty();
    }

    private KeysOnDisk keys() {
        return new KeysOnDisk(folder, Optional.empty(), Optional.empty());
    }

    private Path generate(String type, String format, String passphrase) throws Exception {
        assumeThat(OpenSshServer.program("ssh-keygen")).as("ssh-keygen").isPresent();
        var file = folder.resolve("id_" + type);
        var bits = type.equals("rsa") ? "2048" : "256"; // less to compute than by default
        OpenSshServer.run(
                "ssh-keygen",
                "-q",
                "-t",
                type,
                "-b",
                bits,
                "-N",
                passphrase,
                "-C",
                "a comment",
                "-m",
                format,
                "-f",
                file.toString());
        return file;
    }

    private static String publicHalf(Path file) throws IOException {
        var words =
                Files.readString(file.resolveSibling(file.getFileName() + ".pub")).split(" ", -1);
        return words[0] + " " + words[1].strip();
    }

    private static Path ownerOnly(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private static Optional<Identity.Passphrase> pass(String secret) {
        return Optional.of(new Identity.Passphrase(secret));
    }

    private static SshError errorOf(Throwable failure) {
        assertThat(failure).isInstanceOf(SshException.class);
        return ((SshException) failure).error();
    }
}
