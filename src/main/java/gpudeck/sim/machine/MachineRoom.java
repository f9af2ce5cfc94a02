package gpudeck.sim.machine;

import gpudeck.sim.cloudinit.UserData;
import gpudeck.sim.hardware.Hardware;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Where the machines stand: one folder each, in a folder that is this room's alone.
public final class MachineRoom implements AutoCloseable {

    private final RoomFolder folder;
    private final ConcurrentHashMap<String, Machine> machines = new ConcurrentHashMap<>();

    /// @param parent holds this room beside others; made if missing
    /// @throws IOException when the folder cannot be made, or this computer has no POSIX shell
    public MachineRoom(Path parent) throws IOException {
        if (!Files.isExecutable(Path.of("/bin/sh"))) {
            throw new IOException(
                    "The simulator runs commands with /bin/sh, which this system does not have. It"
                            + " works on Linux and macOS.");
        }
        RoomFolder.sweep(parent);
        folder = RoomFolder.open(parent);
    }

    /// Sets a machine up and keeps a port for it; its SSH server starts with [Machine#powerOn].
    ///
    /// @param publicKey may log in, in OpenSSH's format
    public Machine newMachine(
            String id, String publicKey, Hardware hardware, @Nullable UserData userData) {
        try {
            var files = MachineFolder.create(folder.path().resolve(id), hardware);
            var machine = new Machine(id, files, PublicKeys.parse(publicKey), userData);
            machines.put(id, machine);
            return machine;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends every machine that was ever set up here, with its processes and its folder.
    @Override
    public void close() {
        machines.values().forEach(Machine::destroy);
        folder.close();
    }
}
