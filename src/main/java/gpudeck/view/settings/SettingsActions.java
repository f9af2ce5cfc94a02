package gpudeck.view.settings;

import java.nio.file.Path;
import java.util.Optional;

/// What the page asks of the program around it.
public interface SettingsActions {

    /// In the system's file manager.
    void openFolder(Path folder);

    void openLambdaConsole();

    /// The page with all versions, in the browser; empty if whoever packaged this named none.
    Optional<Runnable> openReleases();

    /// Asks the user for a folder, beginning at `from`.
    Optional<Path> chooseFolder(Path from);
}
