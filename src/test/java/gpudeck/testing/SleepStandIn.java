package gpudeck.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// In the place of a program of the system that keeps it awake while another one runs: it runs that
/// one, and notes how it was started for longer than a trial, and its end.
public record SleepStandIn(Path folder, String name) {

    /// @param folder to be in the path
    public static SleepStandIn in(Path folder, String name) throws IOException {
        var standIn = new SleepStandIn(folder, name);
        standIn.write(
                """
                #!/bin/sh
                for last; do :; done
                if [ "$last" = true ]; then exit; fi
                printf '%%s\\n' "$*" >>'%s'
                trap exit TERM
                trap "echo over >>'%s'" EXIT
                while [ "$1" != sh ]; do shift; done
                "$@" &
                wait
                """
                        .formatted(standIn.holdsFile(), standIn.endsFile()));
        return standIn;
    }

    /// One that cannot do it here.
    public static void thatFails(Path folder, String name) throws IOException {
        new SleepStandIn(folder, name).write("#!/bin/sh\nexit 1\n");
    }

    private void write(String script) throws IOException {
        Files.createDirectories(folder);
        var file = Files.writeString(folder.resolve(name), script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// The words that it was started with, each time.
    public List<String> holds() throws IOException {
        return linesOf(holdsFile());
    }

    public List<String> ends() throws IOException {
        return linesOf(endsFile());
    }

    private static List<String> linesOf(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private Path holdsFile() {
        return folder.resolve(name + ".holds");
    }

    private Path endsFile() {
        return folder.resolve(name + ".ends");
    }
}
