package gpudeck.sim.hardware;

import gpudeck.sim.fault.LaunchFault.ClockSkew;
import gpudeck.sim.fault.LaunchFault.FullDisk;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;

/// The programs of a GPU machine that this computer need not have: `nvidia-smi`, `curl` that brings
/// the installer of `uv` without a network, and what tells one computer from another.
///
/// @param bin comes first in the machine's PATH
/// @param share has what they need beside
public record StandIns(Path bin, Path share) {

    public void install(Hardware hardware) throws IOException {
        for (var name : List.of("curl", "sudo", "sysctl", "dmesg", "uname")) {
            program(name);
        }
        if (hardware.gpus() > 0) {
            program("nvidia-smi");
        }
        if (hardware.has(FullDisk.class)) {
            program("df");
        }
        if (hardware.has(ClockSkew.class)) {
            program("date");
        }
        for (var name : List.of("real.sh", "uv", "uv-install.sh")) {
            Files.writeString(share.resolve(name), text(name));
        }
        Files.writeString(share.resolve("machine.sh"), new Settings(hardware).text());
        Files.writeString(share.resolve("kernel.log"), new KernelLog(hardware).text());
        linkPython();
    }

    /// Where python3 is installed outside the usual folders, the machine gets a link to it.
    private void linkPython() throws IOException {
        for (var usual : new String[] {"/usr/local/bin", "/usr/bin", "/bin"}) {
            if (Files.isExecutable(Path.of(usual, "python3"))) {
                return;
            }
        }
        var path = System.getenv().getOrDefault("PATH", "");
        for (var folder : path.split(Pattern.quote(File.pathSeparator), -1)) {
            var python = Path.of(folder, "python3");
            if (Files.isExecutable(python)) {
                Files.createSymbolicLink(bin.resolve("python3"), python.toAbsolutePath());
                return;
            }
        }
    }

    private void program(String name) throws IOException {
        var file = Files.writeString(bin.resolve(name), text(name));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String text(String name) throws IOException {
        try (var in = StandIns.class.getResourceAsStream("/gpudeck/sim/machine/" + name)) {
            if (in == null) {
                throw new IOException("missing resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
