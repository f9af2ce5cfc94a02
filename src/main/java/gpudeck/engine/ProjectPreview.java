package gpudeck.engine;

import gpudeck.engine.job.SetUpPlan;
import gpudeck.ssh.project.ProjectFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/// What of a project folder would be sent.
///
/// @param folders the top level, biggest first
/// @param leftOut top-level names that ignore rules or the user leave out
/// @param scripts Python files in it, project-relative, likely ones first
/// @param setUp how the machine will set it up, as [SetUpPlan#label] says it
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
    public record Part(String name, boolean isFolder, int files, long bytes) {
        private Part and(Part more) {
            return new Part(name, isFolder, files + more.files, bytes + more.bytes);
        }
    }

    /// Walks the folder. May be interrupted.
    ///
    /// @throws java.nio.file.NoSuchFileException if there is no such folder
    /// @throws java.nio.file.NotDirectoryException if it is not a folder
    public static ProjectPreview of(Path folder, List<String> excluded)
            throws IOException, InterruptedException {
        var project = ProjectFiles.scan(folder, excluded);
        return new ProjectPreview(
                folder,
                project.fileCount(),
                project.bytes(),
                parts(project),
                project.omitted().topLevel(),
                LikelyScripts.in(project),
                SetUpPlan.of(project).label());
    }

    private static List<Part> parts(ProjectFiles project) {
        var parts = new HashMap<String, Part>();
        for (var entry : project.entries()) {
            parts.merge(top(entry.path()), part(entry), Part::and);
        }
        return parts.values().stream()
                .sorted(Comparator.comparingLong(Part::bytes).reversed().thenComparing(Part::name))
                .toList();
    }

    private static Part part(ProjectFiles.Entry entry) {
        boolean folder = entry.kind() == ProjectFiles.Kind.FOLDER;
        boolean inFolder = entry.path().contains("/");
        return new Part(top(entry.path()), folder || inFolder, folder ? 0 : 1, entry.bytes());
    }

    private static String top(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }
}
