package gpudeck.bench.machine;

import gpudeck.domain.HostKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// This computer as a machine that lets in by SSH: an sshd of its own on loopback, with its own
/// configuration, keys and home folder, all of them in one folder that goes when it ends.
public final class LocalMachine implements AutoCloseable {

    private static final List<Path> SSHD =
            List.of(
                    Path.of("/usr/sbin/sshd"),
                    Path.of("/usr/local/sbin/sshd"),
                    Path.of("/usr/bin/sshd"));

    private static final List<Path> SFTP_SERVER =
            List.of(
                    Path.of("/usr/lib/openssh/sftp-server"),
                    Path.of("/usr/libexec/openssh/sftp-server"),
                    Path.of("/usr/libexec/sftp-server"));

    private final Path folder;
    private final int port;
    private final Process server;
    private final Thread lastResort = new Thread(this::endAtLast, "end-sshd");

    /// @param under where its folder is made
    public static LocalMachine begin(Path under) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory(under, "gpudeck-bench-");
        try {
            return new LocalMachine(folder);
        } catch (IOException | InterruptedException e) {
            Shell.delete(List.of(folder));
            throw e;
        }
    }

    private LocalMachine(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        this.port = freePort();
        Files.createDirectory(home());
        newKey("host_key");
        newKey("id_ed25519");
        Files.writeString(folder.resolve("authorized_keys"), publicKey());
        Files.writeString(folder.resolve("sshd_config"), config());
        if (user().equals("root")) {
            Files.createDirectories(Path.of("/run/sshd"));
        }
        var log = folder.resolve("sshd.log");
        server =
                new ProcessBuilder(
                                installed(SSHD).toString(),
                                "-D",
                                "-e",
                                "-f",
                                folder + "/sshd_config")
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(lastResort);
        awaitListening(log);
    }

    /// What `~` is for everything that comes by SSH.
    public Path home() {
        return folder.resolve("home");
    }

    /// A place for what is on this side.
    public Path here() throws IOException {
        return Files.createDirectories(folder.resolve("here"));
    }

    public int port() {
        return port;
    }

    public static String user() {
        return System.getProperty("user.name");
    }

    public Path privateKey() {
        return folder.resolve("id_ed25519");
    }

    /// `ssh-ed25519 AAAA…`
    public String publicKey() throws IOException {
        return keyIn("id_ed25519.pub");
    }

    public String hostKey() throws IOException {
        return keyIn("host_key.pub");
    }

    /// The way there of OpenSSH's own programs.
    ///
    /// @param by a port on loopback that leads to this machine
    public OpenSsh openSsh(int by) throws IOException {
        return OpenSsh.to(this, by, folder.resolve("ssh-" + by));
    }

    /// GPU Deck's way there.
    public Deck deck(int by) throws IOException {
        return Deck.to(by, user(), privateKey(), publicKey(), hostKey());
    }

    /// Ends it and deletes all that it had.
    @Override
    public void close() throws IOException {
        end();
        Runtime.getRuntime().removeShutdownHook(lastResort);
    }

    private void end() throws IOException {
        var connections = server.descendants().toList();
        server.destroyForcibly();
        connections.forEach(ProcessHandle::destroyForcibly);
        server.onExit().join();
        try {
            Shell.delete(List.of(folder));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted before all was deleted", e);
        }
    }

    private void endAtLast() {
        try {
            end();
        } catch (IOException _) {
            // The program is being killed: there is nobody to tell.
        }
    }

    private void newKey(String name) throws IOException, InterruptedException {
        Shell.run("ssh-keygen -q -t ed25519 -N '' -f " + Shell.quote(folder.resolve(name)));
    }

    private String keyIn(String name) throws IOException {
        return HostKey.ofLine(Files.readString(folder.resolve(name))).line();
    }

    private static Path installed(List<Path> places) throws IOException {
        return places.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IOException("none of " + places + " is installed"));
    }

    private String config() throws IOException {
        var wrapper = folder.resolve("in-home");
        Files.writeString(
                wrapper,
                """
                #!/bin/sh
                export HOME='%s'
                export PATH="$HOME/.local/bin:$PATH"
                cd "$HOME" || exit 1
                exec /bin/bash -c "$SSH_ORIGINAL_COMMAND"
                """
                        .formatted(home()));
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
                "UseDNS no",
                "StrictModes no",
                "PermitRootLogin yes",
                "MaxStartups 100",
                "Subsystem sftp " + installed(SFTP_SERVER),
                "ForceCommand " + wrapper,
                "SetEnv HOME=" + home(), // or the login shell would read the user's own profile
                "");
    }

    private void awaitListening(Path log) throws IOException, InterruptedException {
        while (server.isAlive()) {
            try (var probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                probe.getInputStream().read();
                return;
            } catch (IOException notYet) {
                Thread.sleep(20);
            }
        }
        throw new IOException("sshd ended: " + Files.readString(log));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
