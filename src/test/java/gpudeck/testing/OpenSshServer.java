package gpudeck.testing;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A private OpenSSH server on loopback for each test, whose `~` is a temporary folder. Tests that
/// use it are skipped, and say so, where no `sshd` is installed.
public final class OpenSshServer implements BeforeEachCallback, AfterEachCallback {

    private static final List<Path> PLACES =
            List.of(
                    Path.of("/usr/sbin/sshd"),
                    Path.of("/usr/local/sbin/sshd"),
                    Path.of("/usr/bin/sshd"));

    private static final int ANSWER_MILLIS = 10_000;

    private final String logLevel;
    private Path folder;
    private Process server;
    private ClientKey key;
    private int port;

    public OpenSshServer() {
        this("INFO");
    }

    private OpenSshServer(String logLevel) {
        this.logLevel = logLevel;
    }

    /// Its log tells who asks to be let in, before it is decided. What is run there has the
    /// server's own words on its standard error.
    public static OpenSshServer talkative() {
        return new OpenSshServer("DEBUG1");
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        var sshd = PLACES.stream().filter(Files::isExecutable).findFirst();
        assumeThat(sshd).as("an installed sshd (Debian: openssh-server)").isPresent();
        folder = Files.createTempDirectory("gpudeck-sshd");
        Files.createDirectory(home());
        key = ClientKey.in(folder);
        authorize(key.publicKey());
        newHostKey();
        start(sshd.orElseThrow());
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        if (server == null) {
            return;
        }
        stop();
        try (Stream<Path> all = Files.walk(folder)) {
            for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    public int port() {
        return port;
    }

    public String user() {
        return System.getProperty("user.name");
    }

    public ClientKey key() {
        return key;
    }

    /// What `~` is for commands that run over this server.
    public Path home() {
        return folder.resolve("home");
    }

    public Path folder() {
        return folder;
    }

    /// A program of that name is found before the machine's own from now on.
    public void standIn(String name, String script) throws IOException {
        var bin = Files.createDirectories(home().resolve(".local/bin"));
        var file = Files.writeString(bin.resolve(name), "#!/bin/bash\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    public void removeStandIn(String name) throws IOException {
        Files.delete(home().resolve(".local/bin").resolve(name));
    }

    /// All that there is on the machine from now on.
    public void onlyPrograms(String... names) throws IOException {
        var bin = Files.createDirectories(home().resolve("few"));
        for (var name : names) {
            var program = Stream.of("/usr/bin", "/bin").map(place -> Path.of(place, name));
            var there = program.filter(Files::exists).findFirst().orElseThrow();
            Files.createSymbolicLink(bin.resolve(name), there);
        }
        Files.writeString(home().resolve(".bashrc"), "PATH=$HOME/few\n");
    }

    /// Lets one more public key log in.
    public void authorize(String publicKey) throws IOException {
        var file = folder.resolve("authorized_keys");
        var before = Files.exists(file) ? Files.readString(file) : "";
        Files.writeString(file, before + publicKey + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /// The same address shows another host key from now on.
    public void changeHostKey() throws Exception {
        stop();
        Files.delete(folder.resolve("host_key"));
        Files.delete(folder.resolve("host_key.pub"));
        newHostKey();
        start(PLACES.stream().filter(Files::isExecutable).findFirst().orElseThrow());
    }

    /// The same address shows this host key from now on, as after cloud-init.
    public void useHostKey(String privateKey) throws Exception {
        stop();
        Files.writeString(folder.resolve("host_key"), privateKey);
        Files.delete(folder.resolve("host_key.pub"));
        run("sh", "-c", "ssh-keygen -y -f " + folder + "/host_key > " + folder + "/host_key.pub");
        start(PLACES.stream().filter(Files::isExecutable).findFirst().orElseThrow());
    }

    /// `ssh-ed25519 AAAA…` of the host key that it shows.
    public String hostKey() throws IOException {
        var words = Files.readString(folder.resolve("host_key.pub")).split(" ", 3);
        return words[0] + " " + words[1].strip();
    }

    /// All that the server had to say since it shows this host key.
    public String log() throws IOException {
        return Files.readString(folder.resolve("sshd.log"));
    }

    /// Cuts every connection and takes no new one.
    public void stop() {
        var all = server.descendants().toList();
        connections().forEach(ProcessHandle::destroyForcibly);
        all.forEach(ProcessHandle::destroyForcibly);
        server.destroyForcibly().onExit().join();
    }

    /// Cuts every connection; new ones are welcome. One that is not let in yet has two processes.
    public void cut() {
        server.descendants().filter(OpenSshServer::isSshd).forEach(ProcessHandle::destroyForcibly);
    }

    private static boolean isSshd(ProcessHandle process) {
        var program = process.info().command().map(Path::of).map(Path::getFileName);
        return program.filter(name -> name.toString().startsWith("sshd")).isPresent();
    }

    /// Waits until the server says so in its log.
    public void awaitLogged(String words) throws IOException, InterruptedException {
        var log = folder.resolve("sshd.log");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!Files.readString(log).contains(words)) {
            if (System.nanoTime() > deadline || server.waitFor(10, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("no \"" + words + "\" in: " + Files.readString(log));
            }
        }
    }

    private Stream<ProcessHandle> connections() {
        return server.children();
    }

    private void newHostKey() throws Exception {
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder + "/host_key");
    }

    private void start(Path sshd) throws Exception {
        if (user().equals("root")) {
            Files.createDirectories(Path.of("/run/sshd"));
        }
        if (port == 0) {
            port = freePort();
        }
        Files.writeString(folder.resolve("sshd_config"), config());
        server =
                new ProcessBuilder(sshd.toString(), "-D", "-e", "-f", folder + "/sshd_config")
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("sshd.log").toFile())
                        .start();
        awaitListening();
    }

    /// Every command runs with `HOME` in the private folder, through the user's own shell.
    private String config() throws IOException {
        var wrapper = folder.resolve("in-home");
        Files.writeString(
                wrapper,
                """
                #!/bin/sh
                export HOME='%s'
                export PATH="$HOME/.local/bin:$PATH"
                cd "$HOME" || exit 1
                [ -n "$SSH_ORIGINAL_COMMAND" ] || exec /bin/sh
                exec /bin/bash -c "$SSH_ORIGINAL_COMMAND"
                """
                        .formatted(home()),
                StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));
        return String.join(
                "\n",
                "ListenAddress 127.0.0.1",
                "Port " + port,
                "HostKey " + folder + "/host_key",
                "PidFile none",
                "AuthorizedKeysFile " + folder + "/authorized_keys",
                "PasswordAuthentication no",
                "KbdInteractiveAuthentication no",
                "UsePAM no",
                "StrictModes no",
                "PermitRootLogin yes",
                "MaxStartups 100",
                "LogLevel " + logLevel,
                "ForceCommand " + wrapper,
                "SetEnv HOME=" + home(), // or the login shell would read the tester's own profile
                "");
    }

    private void awaitListening() throws IOException, InterruptedException {
        while (server.isAlive()) {
            try (var probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                probe.setSoTimeout(ANSWER_MILLIS); // another program may have taken the port
                probe.getInputStream().read();
                return;
            } catch (IOException notYet) {
                server.waitFor(20, TimeUnit.MILLISECONDS);
            }
        }
        throw new IOException("sshd ended: " + Files.readString(folder.resolve("sshd.log")));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public static Optional<Path> program(String name) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .map(place -> Path.of(place, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    public static void run(String... command) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of(command));
        var process = new ProcessBuilder(all).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
    }
}
