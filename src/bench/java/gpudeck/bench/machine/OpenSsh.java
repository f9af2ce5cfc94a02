package gpudeck.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What people type who have OpenSSH and no GPU Deck. Every command makes a connection of its own,
/// as they do; the user's own configuration, agent and known hosts are left out.
public final class OpenSsh {

    /// What to do with a stream on its way.
    public enum Packing {
        PLAIN("tar | ssh", "", ""),
        FAST("tar | zstd -1 | ssh", " | zstd -1 -c -q", "zstd -d -c -q | "),
        USUAL("tar | zstd | ssh", " | zstd -c -q", "zstd -d -c -q | ");

        private final String pipe;
        private final String pack;
        private final String unpack;

        Packing(String pipe, String pack, String unpack) {
            this.pipe = pipe;
            this.pack = pack;
            this.unpack = unpack;
        }

        /// The whole pipe, for a table.
        public String pipe() {
            return pipe;
        }
    }

    /// The owner stays who unpacks, as for a user who is not root.
    private static final String UNPACK = "tar -x -f - --no-same-owner -C ";

    private final String config;

    private OpenSsh(String config) {
        this.config = config;
    }

    static OpenSsh to(LocalMachine machine, int port, Path config) throws IOException {
        var known = Path.of(config + "-known");
        Files.writeString(known, "[127.0.0.1]:%d %s%n".formatted(port, machine.hostKey()));
        Files.writeString(
                config,
                String.join(
                        "\n",
                        "Host machine",
                        "HostName 127.0.0.1",
                        "Port " + port,
                        "User " + LocalMachine.user(),
                        "IdentityFile " + machine.privateKey(),
                        "IdentitiesOnly yes",
                        "IdentityAgent none",
                        "UserKnownHostsFile " + known,
                        "GlobalKnownHostsFile /dev/null",
                        "StrictHostKeyChecking yes",
                        "ControlMaster no",
                        "ControlPath none",
                        "BatchMode yes",
                        ""));
        return new OpenSsh(" -F " + Shell.quote(config) + " ");
    }

    /// Runs a command on the machine.
    public void exec(String command) throws IOException, InterruptedException {
        Shell.run("ssh" + config + "machine " + quote(command));
    }

    /// A folder as a tar stream, over the fastest cipher.
    ///
    /// @param into relative to the machine's `~`
    public void send(Path folder, String into, Packing packing)
            throws IOException, InterruptedException {
        var there = "mkdir -p " + into + " && " + packing.unpack + UNPACK + into;
        Shell.run(
                "tar -c -f - -C "
                        + Shell.quote(folder)
                        + " ."
                        + packing.pack
                        + " | "
                        + fastSsh()
                        + quote(there));
    }

    /// The same the other way.
    ///
    /// @param from relative to the machine's `~`
    public void fetch(String from, Path into, Packing packing)
            throws IOException, InterruptedException {
        Files.createDirectories(into);
        var there = "tar -c -f - -C " + from + " ." + packing.pack;
        Shell.run(fastSsh() + quote(there) + " | " + packing.unpack + UNPACK + Shell.quote(into));
    }

    private String fastSsh() {
        return "ssh -c aes128-gcm@openssh.com" + config + "machine ";
    }

    /// @param into relative to the machine's `~`, where nothing of that name is
    public void scp(Path folder, String into) throws IOException, InterruptedException {
        Shell.run("scp -q -r" + config + Shell.quote(folder) + " machine:" + into);
    }

    /// @param into relative to the machine's `~`
    public void rsync(Path folder, String into) throws IOException, InterruptedException {
        var ssh = "ssh -c aes128-gcm@openssh.com" + config;
        Shell.run(
                "rsync -a --delete -e %s %s/ machine:%s/"
                        .formatted(quote(ssh), Shell.quote(folder), into));
    }

    /// What `ssh machine cat` says, in a file.
    public void cat(String file, Path into) throws IOException, InterruptedException {
        Shell.run("ssh" + config + "machine cat " + file + " > " + Shell.quote(into));
    }

    /// The same over the fastest cipher.
    public void fastCat(String file, Path into) throws IOException, InterruptedException {
        Shell.run(fastSsh() + "cat " + file + " > " + Shell.quote(into));
    }

    private static String quote(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
