package gpudeck.engine.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import gpudeck.domain.HostKey;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.testing.OpenSshServer;
import gpudeck.testing.RentedServer;
import gpudeck.testing.Until;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The system's own `ssh` and `rsync` with what is written for them, on a real OpenSSH server.
class SystemSshTest {

    private static final int SSH_FAILED = 255;

    @RegisterExtension final OpenSshServer server = OpenSshServer.talkative();

    @TempDir Path temporary;

    private Path folder;
    private RentedServer given;

    @BeforeEach
    void open() throws Exception {
        assumeThat(OpenSshServer.program("ssh")).as("an installed ssh").isPresent();
        folder = Files.createDirectory(temporary.resolve("a folder, 100% \"mine\""));
        given = new RentedServer(server, folder, 400);
        given.takeHostKeys();
    }

    @AfterEach
    void close() throws Exception {
        if (given != null) {
            given.close();
        }
    }

    private record Ended(int status, String output) {}

    private Ended run(List<String> command) throws Exception {
        var process =
                new ProcessBuilder(command)
                        .redirectError(temporary.resolve("complaint").toFile())
                        .start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), output);
    }

    private Ended runThere(InstanceId id, String line) throws Exception {
        var command = new ArrayList<>(given.remote().sshCommand(id).orElseThrow());
        command.addAll(1, List.of("-F", "none", "-o", "BatchMode=yes"));
        command.add(line);
        return run(command);
    }

    private Ended runByName(String host, String line) throws Exception {
        return run(List.of("ssh", "-F", config().toString(), "-o", "BatchMode=yes", host, line));
    }

    private Path config() {
        return folder.resolve(".ssh/config");
    }

    private InstanceId reached(String name) throws Exception {
        var id = given.launch(name);
        given.remote().awaitReachable(id);
        return id;
    }

    private String hostOf(InstanceId id) {
        return "gpudeck-" + given.account().find(id.value()).instance().name().orElseThrow();
    }

    @Test
    void theCommandReachesTheMachineAndNoOther() throws Exception {
        var id = given.launch("train");
        assertThat(runThere(id, "echo it is $((6 * 7))")).isEqualTo(new Ended(0, "it is 42\n"));

        server.changeHostKey();

        var refused = runThere(id, "echo hello");
        assertThat(refused.status()).isEqualTo(SSH_FAILED);
        assertThat(temporary.resolve("complaint"))
                .content()
                .contains("Host key verification failed");
        assertThat(server.log()).doesNotContain("userauth-request");
    }

    @Test
    void theCommandWorksAsALineOfAShell() throws Exception {
        var id = given.launch("train");
        var command = new ArrayList<>(given.remote().sshCommand(id).orElseThrow());
        command.addAll(1, List.of("-F", "none", "-o", "BatchMode=yes"));
        command.add("echo 'over there'");

        var ended = run(List.of("sh", "-c", ShellWords.line(command, false)));

        assertThat(ended).isEqualTo(new Ended(0, "over there\n"));
    }

    @Test
    void instancesAreHostsByTheirNames() throws Exception {
        Files.createDirectory(folder.resolve(".ssh"));
        Files.writeString(config(), "Host *\n    ServerAliveInterval 7\n    User nobody\n");
        given.hosts().begin();
        var id = reached("my run; rm -rf");
        given.hosts().putIntoSshConfig(true);

        assertThat(hostsInConfig()).singleElement().asString().startsWith("gpudeck-my-run-rm-rf-");
        var host = hostsInConfig().getFirst();
        assertThat(runByName(host, "echo hello")).isEqualTo(new Ended(0, "hello\n"));
        assertThat(run(List.of("ssh", "-F", config().toString(), "-G", host)).output())
                .contains("serveraliveinterval 7", "stricthostkeychecking true");

        server.changeHostKey();
        assertThat(runByName(host, "echo hello").status()).isEqualTo(SSH_FAILED);
        assertThat(server.log()).doesNotContain("userauth-request");

        given.account().fleet().terminate(List.of(id));
        Until.met("nothing is left", () -> hostsInConfig().isEmpty() && knownHosts().isEmpty());
    }

    @Test
    void rsyncGoesTheSameWay() throws Exception {
        assumeThat(OpenSshServer.program("rsync")).as("an installed rsync").isPresent();
        given.hosts().begin();
        var id = reached("train");
        given.hosts().putIntoSshConfig(true);
        var file = Files.writeString(temporary.resolve("data"), "1 2 3");

        var sent =
                run(
                        List.of(
                                "rsync",
                                "-e",
                                "ssh -F '" + config() + "' -o BatchMode=yes",
                                file.toString(),
                                hostOf(id) + ":"));

        assertThat(sent).isEqualTo(new Ended(0, ""));
        assertThat(server.home().resolve("data")).hasContent("1 2 3");
    }

    @Test
    void theUsersFileKeepsWhatItHad() throws Exception {
        var real = Files.createDirectory(folder.resolve("dotfiles")).resolve("ssh config");
        var before = "# \u00e4 comment in another encoding\r\nHost work\r\n  User me";
        Files.writeString(real, before, StandardCharsets.ISO_8859_1);
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
        Files.createDirectory(folder.resolve(".ssh"));
        Files.createSymbolicLink(config(), real);

        given.hosts().putIntoSshConfig(true);
        given.hosts().putIntoSshConfig(true);

        assertThat(given.hosts().isInSshConfig()).isTrue();
        assertThat(Files.readString(real, StandardCharsets.ISO_8859_1))
                .containsOnlyOnce("Include")
                .endsWith(before);
        given.hosts().putIntoSshConfig(false);
        assertThat(config()).isSymbolicLink();
        assertThat(Files.readAllBytes(real))
                .isEqualTo(before.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
                .isEqualTo("rw-r-----");
        assertThat(given.hosts().isInSshConfig()).isFalse();
        try (var left = Files.list(folder.resolve("dotfiles"))) {
            assertThat(left).containsExactly(real);
        }
    }

    @Test
    void aNewFileIsTheOwnersAlone() throws Exception {
        given.hosts().putIntoSshConfig(true);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config())))
                .isEqualTo("rw-------");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve(".ssh"))))
                .isEqualTo("rwx------");
    }

    @Test
    void twoOfOneNameAreHostsByTheirIds() throws Exception {
        given.account().cloud.onLaunch(_ -> {});
        var one = given.find("twin");
        confirm(one);
        var two = given.find("twin");
        confirm(two);
        given.hosts().begin();

        given.hosts().putIntoSshConfig(true);

        assertThat(hostsInConfig())
                .containsExactlyInAnyOrder("gpudeck-" + one.value(), "gpudeck-" + two.value());
        assertThat(runByName("gpudeck-" + two.value(), "true").status()).isZero();
    }

    @Test
    void aMachineWhoseKeyNobodyConfirmedIsNoHost() throws Exception {
        given.account().cloud.onLaunch(_ -> {});
        given.find("theirs");
        given.hosts().begin();

        given.hosts().putIntoSshConfig(true);

        assertThat(hostsInConfig()).isEmpty();
    }

    private void confirm(InstanceId id) throws Exception {
        given.remote().confirmHostKey(id, HostKey.ofLine(server.hostKey()).fingerprint());
    }

    private List<String> hostsInConfig() throws Exception {
        return given.hosts()
                .sshConfig()
                .hosts()
                .orElseThrow()
                .lines()
                .filter(line -> line.startsWith("Host "))
                .map(line -> line.substring("Host ".length()))
                .toList();
    }

    private String knownHosts() throws Exception {
        return Files.readString(folder.resolve("known_hosts"));
    }
}
