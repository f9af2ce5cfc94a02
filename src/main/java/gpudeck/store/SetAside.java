package gpudeck.store;

import java.nio.file.Files;
import java.nio.file.Path;

/// Names for what is kept beside a file instead of being deleted.
public final class SetAside {

    private SetAside() {}

    /// `file.suffix`, with a number if that is taken.
    public static Path nameFor(Path file, String suffix) {
        var aside = file.resolveSibling(file.getFileName() + "." + suffix);
        for (int number = 2; Files.exists(aside); number++) {
            aside = file.resolveSibling(file.getFileName() + "." + suffix + "-" + number);
        }
        return aside;
    }
}
