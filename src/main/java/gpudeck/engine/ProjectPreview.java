package gpudeck.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What of a project folder would be sent.
///
/// @param folders the top level, biggest first
/// @param leftOut top-level names that ignore rules or the user leave out
/// @param scripts Python files in it, project-relative, likely ones first
/// @param setUp how the machine will set it up: `uv sync`, `uv pip install -r requirements.txt`,
///   `python3`
public record ProjectPreview(
        Path folder,
        int files,
        long bytes,
        List<Part> folders,
        List<String> leftOut,
        List<String> scripts,
        String setUp) {

    public ProjectPreview {
        folders = List.copyOf(folders);
        leftOut = List.copyOf(leftOut);
        scripts = List.copyOf(scripts);
    }

    /// A file or folder of the top level.
    public record Part(String name, boolean isFolder, int files, long bytes) {}

    public static ProjectPreview of(Path folder, List<String> excluded)
            throws IOException, InterruptedException {
        throw new UnsupportedOperationException(folder + " " + excluded);
    }
}
