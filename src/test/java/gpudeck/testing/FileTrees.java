package gpudeck.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Folders as lists of what is in them, to be compared.
public final class FileTrees {

    private FileTrees() {}

    /// Every name below with what it is.
    public static List<String> tree(Path root) throws IOException {
        try (var all = Files.walk(root)) {
            var lines = new java.util.ArrayList<String>();
            for (var file : all.sorted().toList()) {
                lines.add(line(root.relativize(file).toString(), file));
            }
            return lines;
        }
    }

    private static String line(String name, Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            return name + " -> " + Files.readSymbolicLink(file);
        }
        return Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
                ? name + "/"
                : name + " " + Arrays.hashCode(Files.readAllBytes(file));
    }
}
