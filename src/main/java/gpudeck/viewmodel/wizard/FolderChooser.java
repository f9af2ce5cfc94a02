package gpudeck.viewmodel.wizard;

import java.nio.file.Path;
import java.util.Optional;

/// Asks the user for a folder of this computer.
@FunctionalInterface
public interface FolderChooser {

    /// @param start where to look first; it may be missing
    Optional<Path> choose(String title, Path start);
}
