package gpudeck.store;

import java.nio.file.Path;

/// Where this installation keeps its things. Owner-only.
public record DataFolder(Path root) {

    public Path journal() {
        return root.resolve("journal.db");
    }

    public Path preferences() {
        return root.resolve("preferences.json");
    }

    public Path log() {
        return root.resolve("logs").resolve("gpudeck.log");
    }

    /// Where runs bring their results unless the user says otherwise.
    public Path results() {
        return root.resolve("runs");
    }
}
