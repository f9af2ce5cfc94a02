package gpudeck.engine.job;

import gpudeck.ssh.project.ProjectFiles;
import java.util.List;

/// How the machine sets a project up, which its top-level files decide.
public enum SetUpPlan {

    /// A `pyproject.toml` or a `uv.lock` says what it needs.
    UV_SYNC,

    /// Only a `requirements.txt` does.
    UV_REQUIREMENTS,

    /// Nothing does: the machine's own Python runs the scripts.
    PLAIN_PYTHON;

    /// As it is shown.
    public String label() {
        return switch (this) {
            case UV_SYNC -> "uv sync";
            case UV_REQUIREMENTS -> "uv pip install -r requirements.txt";
            case PLAIN_PYTHON -> "python3";
        };
    }

    public static SetUpPlan of(ProjectFiles files) {
        if (has(files, "pyproject.toml") || has(files, "uv.lock")) {
            return UV_SYNC;
        }
        return has(files, "requirements.txt") ? UV_REQUIREMENTS : PLAIN_PYTHON;
    }

    private static boolean has(ProjectFiles files, String name) {
        return files.entries().stream()
                .anyMatch(e -> e.path().equals(name) && e.kind() != ProjectFiles.Kind.FOLDER);
    }

    /// In their order, in the project's folder, once there is a uv.
    List<List<String>> commands() {
        return switch (this) {
            case UV_SYNC -> List.of(List.of("uv", "sync"));
            case UV_REQUIREMENTS ->
                    List.of(
                            List.of("uv", "venv"),
                            List.of("uv", "pip", "install", "-r", "requirements.txt"));
            case PLAIN_PYTHON -> List.of();
        };
    }

    /// What a script's path is put after.
    List<String> python() {
        return switch (this) {
            case UV_SYNC, UV_REQUIREMENTS -> List.of("uv", "run", "python");
            case PLAIN_PYTHON -> List.of("python3");
        };
    }

    boolean needsNothing() {
        return this == PLAIN_PYTHON;
    }
}
