package gpudeck.dist;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/// A folder as a `.tar.gz` that is the same each time: files by name, of nobody, of one time.
final class Archive {

    private static final int EXECUTABLE = 0755;
    private static final int PLAIN = 0644;

    private final Path folder;
    private final Instant time;

    Archive(Path folder, Instant time) {
        this.folder = folder;
        this.time = time;
    }

    void writeTo(Path file) throws IOException {
        try (var out = new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
                var tar = new TarArchiveOutputStream(out, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            try (var all = Files.walk(folder)) {
                for (var each : all.sorted().toList()) {
                    add(each, tar);
                }
            }
        }
    }

    private void add(Path file, TarArchiveOutputStream tar) throws IOException {
        var entry = entry(file, folder.getFileName() + "/" + folder.relativize(file));
        entry.setIds(0, 0);
        entry.setNames("root", "root");
        entry.setModTime(time.toEpochMilli());
        tar.putArchiveEntry(entry);
        if (!entry.isSymbolicLink() && !entry.isDirectory()) {
            Files.copy(file, tar);
        }
        tar.closeArchiveEntry();
    }

    private static TarArchiveEntry entry(Path file, String name) throws IOException {
        if (Files.isSymbolicLink(file)) {
            var link = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
            link.setLinkName(Files.readSymbolicLink(file).toString());
            return link;
        }
        var entry = new TarArchiveEntry(file, name);
        entry.setMode(Files.isExecutable(file) ? EXECUTABLE : PLAIN);
        return entry;
    }
}
