package gpudeck.sim.machine;

import gpudeck.sim.hardware.Hardware;
import gpudeck.sim.hardware.StandIns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/// The private folder of a machine: `home`, `bin` with the stand-ins for what a GPU machine has,
/// `share` with what they need, and `tmp`.
///
/// @param root has all of it
record MachineFolder(Path root) {

    private static final String SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin";

    static MachineFolder create(Path root, Hardware hardware) throws IOException {
        var owner = PosixFilePermissions.fromString("rwx------");
        Files.createDirectory(root, PosixFilePermissions.asFileAttribute(owner));
        var folder = new MachineFolder(root);
        Files.createDirectories(folder.home());
        Files.createDirectories(folder.tmp());
        Files.createDirectories(folder.bin());
        Files.createDirectories(folder.share());
        new StandIns(folder.bin(), folder.share()).install(hardware);
        Files.writeString(folder.home().resolve(".profile"), folder.profile());
        return folder;
    }

    Path home() {
        return root.resolve("home");
    }

    Path bin() {
        return root.resolve("bin");
    }

    private Path share() {
        return root.resolve("share");
    }

    /// What `sysctl` tells.
    void writeBootId(String id) throws IOException {
        Files.writeString(share().resolve("boot_id"), id + "\n");
    }

    private Path tmp() {
        return root.resolve("tmp");
    }

    /// All that a command sees of its surroundings; nothing of this program's own.
    Map<String, String> environment() {
        return Map.of(
                "HOME",
                home().toString(),
                "USER",
                "ubuntu",
                "LOGNAME",
                "ubuntu",
                "SHELL",
                LoginShell.path(),
                "PATH",
                bin() + ":" + SYSTEM_PATH,
                "TMPDIR",
                tmp().toString(),
                "LANG",
                "C.UTF-8");
    }

    /// A login shell starts from the system's own PATH, as on a real machine.
    private String profile() {
        return """
        PATH="%s:$PATH"
        if [ -d "$HOME/.local/bin" ]; then
            PATH="$HOME/.local/bin:$PATH"
        fi
        """
                .formatted(bin());
    }

    void delete() {
        FileTree.delete(root);
    }
}
