package gpudeck.sim.cloudinit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import gpudeck.sim.cloudinit.UserData.Part;
import gpudeck.testing.ClientKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserDataTest {

    /// As Python's email package writes it, with which many make theirs.
    private static final String FROM_PYTHON =
            """
            Content-Type: multipart/mixed; boundary="===============4185150713746185951=="
            MIME-Version: 1.0

            --===============4185150713746185951==
            Content-Type: text/cloud-config; charset="us-ascii"
            MIME-Version: 1.0
            Content-Transfer-Encoding: 7bit
            Content-Disposition: attachment; filename="gpudeck.cfg"

            #cloud-config
            {"ssh_deletekeys": true}

            --===============4185150713746185951==
            Content-Type: text/x-shellscript; charset="utf-8"
            MIME-Version: 1.0
            Content-Transfer-Encoding: base64

            IyEvYmluL3NoCmVjaG8gZ3LDvMOfCg==

            --===============4185150713746185951==--
            """;

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "#cloud-config         | text/cloud-config",
                "#cloud-config-archive | text/cloud-config-archive",
                "#!/bin/sh             | text/x-shellscript",
                "#include-once         | text/x-include-once-url",
                "hello                 | text/plain",
            })
    void knowsADocumentByItsBeginning(String first, String type) {
        var text = first + "\nrest: 1\n";

        assertThat(UserData.parse(text).parts()).containsExactly(new Part(type, text));
    }

    @Test
    void takesApartWhatPythonPutTogether() {
        assertThat(UserData.parse(FROM_PYTHON).parts())
                .containsExactly(
                        new Part(
                                "text/cloud-config", "#cloud-config\n{\"ssh_deletekeys\": true}\n"),
                        new Part("text/x-shellscript", "#!/bin/sh\necho grüß\n"));
        assertThat(UserData.parse(FROM_PYTHON).text()).isEqualTo(FROM_PYTHON);
        assertThat(UserData.parse(FROM_PYTHON).deletesHostKeys()).isTrue();
    }

    @Test
    void takesApartWhatWasSentWithCarriageReturns() {
        var parts = UserData.parse(FROM_PYTHON.replace("\n", "\r\n")).parts();

        assertThat(parts)
                .extracting(Part::content)
                .containsExactly(
                        "#cloud-config\r\n{\"ssh_deletekeys\": true}\r\n",
                        "#!/bin/sh\necho grüß\n");
    }

    @Test
    void takesApartPartsWithinPartsAndFindsTheTypeOfPlainOnes() {
        var text =
                """
                MIME-Version: 1.0
                Content-Type: multipart/mixed;
                 boundary=outer

                for old readers
                --outer
                Content-Type: multipart/mixed; boundary=outer2

                --outer2

                #!/bin/sh
                --outer2
                Content-Type: text/plain

                #cloud-config
                --not-a-boundary
                --outer2--
                --outer
                Content-Transfer-Encoding: 8bit
                Content-Type: Text/X-ShellScript

                echo ü
                """;

        assertThat(UserData.parse(text).parts())
                .containsExactly(
                        new Part("text/x-shellscript", "#!/bin/sh"),
                        new Part("text/cloud-config", "#cloud-config\n--not-a-boundary"),
                        new Part("text/x-shellscript", "echo ü\n"));
    }

    @Test
    void findsTheHostKeyBesideYamlThatItDoesNotUnderstand() throws Exception {
        var key = ClientKey.in(folder);
        var message =
                multipart("packages:\n  - tmux\n", config(key), "#cloud-config\nruncmd: [ls]\n");

        var data = UserData.parse(message);

        assertThat(data.parts()).hasSize(3);
        assertThat(hostKey(data)).isEqualTo(withoutComment(key));
        assertThat(data.deletesHostKeys()).isTrue();
    }

    @Test
    void takesTheHostKeyOfTheLastPartThatHasOne() throws Exception {
        var first = ClientKey.in(Files.createDirectory(folder.resolve("first")));
        var second = ClientKey.in(Files.createDirectory(folder.resolve("second")));

        var data = UserData.parse(multipart(config(first), config(second), "{\"users\": []}"));

        assertThat(hostKey(data)).isEqualTo(withoutComment(second));
    }

    @Test
    void hasNoHostKeyWhereNoneCanBeRead() {
        assertThat(UserData.parse("#cloud-config\n{\"users\": []}\n").hostKey()).isEmpty();
        assertThat(UserData.parse("#cloud-config\nssh_keys: {}\n").hostKey()).isEmpty();
        assertThat(UserData.parse("#!/bin/sh\n").hostKey()).isEmpty();
        assertThat(
                        UserData.parse(
                                        "#cloud-config\n{\"ssh_keys\": {\"ed25519_private\": \"x\"}}")
                                .hostKey())
                .isEmpty();
    }

    @Test
    void showsNoKeyInALog() throws Exception {
        var data = UserData.parse(config(ClientKey.in(folder)));

        assertThat(data).hasToString("UserData[Part[text/cloud-config]]");
    }

    private static String config(ClientKey key) throws IOException {
        var keys =
                Map.of(
                        "ed25519_private",
                        Files.readString(key.privateKey()),
                        "ed25519_public",
                        key.publicKey());
        return "#cloud-config\n"
                + new JsonMapper()
                        .writeValueAsString(Map.of("ssh_deletekeys", true, "ssh_keys", keys));
    }

    /// In base64, as a key with its line breaks is likely to be.
    private static String multipart(String... configs) {
        var text = new StringBuilder("Mime-Version: 1.0\nContent-Type: multipart/mixed; ");
        text.append("boundary=\"=_b\"\n\n");
        for (var config : configs) {
            var bytes = config.getBytes(StandardCharsets.UTF_8);
            text.append("--=_b\nContent-Type: text/cloud-config\n")
                    .append("Content-Transfer-Encoding: BASE64\n\n")
                    .append(Base64.getMimeEncoder().encodeToString(bytes))
                    .append('\n');
        }
        return text.append("--=_b--\n").toString();
    }

    private static String hostKey(UserData data) {
        return PublicKeyEntry.toString(data.hostKey().orElseThrow().getPublic());
    }

    private static String withoutComment(ClientKey key) {
        return key.publicKey().substring(0, key.publicKey().lastIndexOf(' '));
    }
}
