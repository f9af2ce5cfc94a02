package gpudeck.engine.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Lease;
import gpudeck.domain.cloud.LaunchRequest;
import gpudeck.domain.cloud.UserData;
import gpudeck.sim.cloudinit.UserData.Part;
import gpudeck.testing.FakeCloud;
import gpudeck.testing.FleetFixture;
import gpudeck.testing.GivenHostKey;
import gpudeck.testing.Samples;
import gpudeck.testing.TestTime;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a launch tells cloud-init, as the simulated one takes it apart.
class CloudInitTest {

    private static final String MESSAGE =
            """
            From nobody Mon Jan  1 00:00:00 2026
            Content-Type: multipart/mixed; boundary="gpudeck"
            MIME-Version: 1.0

            --gpudeck
            Content-Type: text/x-shellscript; charset="utf-8"

            #!/bin/sh
            echo one
            --gpudeck
            Content-Type: text/cloud-config

            packages: [tmux]
            --gpudeck--
            """;

    @TempDir Path folder;

    private FleetFixture given;
    private FakeCloud cloud;

    @BeforeEach
    void open() throws Exception {
        given = new FleetFixture(folder, TestTime.hurrying());
        cloud = given.cloud;
    }

    @AfterEach
    void close() throws Exception {
        given.close();
    }

    /// What arrives of a launch that brings this user data.
    private String sentWith(Optional<String> users) throws Exception {
        var launch = Samples.launch("train");
        LaunchRequest request = users.map(u -> launch.withUserData(new UserData(u))).orElse(launch);
        given.fleet().launch(Samples.run(1), request, Lease.DEFAULT);
        return cloud.launches().getLast().userData().orElseThrow().text();
    }

    private static List<Part> parts(String text) {
        return gpudeck.sim.cloudinit.UserData.parse(text).parts();
    }

    private String publicKey(String text) {
        var key = gpudeck.sim.cloudinit.UserData.parse(text).hostKey().orElseThrow();
        return org.apache.sshd.common.config.keys.PublicKeyEntry.toString(key.getPublic());
    }

    private String pinned() throws Exception {
        var made = given.journal().launches().of(Samples.run(1)).getLast();
        return made.hostKey().orElseThrow().line();
    }

    @Test
    void getsAKeyOfItsOwnForEachLaunch() throws Exception {
        var first = sentWith(Optional.empty());
        assertThat(publicKey(first)).isEqualTo(pinned()).startsWith("ssh-ed25519 ");
        assertThat(GivenHostKey.in(first).publicKey()).isEqualTo(pinned());

        var second = sentWith(Optional.empty());

        assertThat(publicKey(second)).isEqualTo(pinned()).isNotEqualTo(publicKey(first));
        assertThat(gpudeck.sim.cloudinit.UserData.parse(first).deletesHostKeys()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#!/bin/sh\necho 'grüße'\n",
                "#cloud-config\npackages:\n  - tmux\n",
                "#cloud-config\r\nruncmd: [ls]\r\n",
                "#include\nhttps://example.com/more\n",
                "#!/bin/sh\necho --gpudeck\n",
            })
    void leavesWhatTheUserGivesAsItIs(String users) throws Exception {
        var sent = sentWith(Optional.of(users));

        assertThat(parts(sent)).hasSize(2).first().extracting(Part::content).isEqualTo(users);
        assertThat(publicKey(sent)).isEqualTo(pinned());
    }

    @Test
    void takesAMessageOfTheUsersAsAPart() throws Exception {
        var sent = sentWith(Optional.of(MESSAGE));

        assertThat(parts(sent))
                .extracting(Part::type)
                .containsExactly("text/x-shellscript", "text/cloud-config", "text/cloud-config");
        assertThat(parts(sent).get(1).content()).isEqualTo("packages: [tmux]");
        assertThat(publicKey(sent)).isEqualTo(pinned());
    }

    @Test
    void itsKeyReplacesOneOfTheUsers() throws Exception {
        var theirs = "#cloud-config\n{\"ssh_keys\":{\"ed25519_private\":\"x\"},\"a\":1}\n";

        var sent = sentWith(Optional.of(theirs));

        assertThat(parts(sent).getFirst().content()).isEqualTo(theirs);
        assertThat(publicKey(sent)).isEqualTo(pinned());
    }

    @Test
    void thePrivateHalfIsWrittenNowhereAndSaidByNothing() throws Exception {
        var secret = GivenHostKey.in(sentWith(Optional.empty())).privateKey();
        var middle = secret.lines().skip(2).findFirst().orElseThrow();
        assertThat(middle).hasSizeGreaterThan(60);

        assertThat(cloud.launches().toString()).doesNotContain(middle);
        given.restart();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(middle);
            }
        }
    }
}
