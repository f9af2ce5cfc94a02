package gpudeck.engine.job;

import gpudeck.ssh.ProjectFiles;
import java.util.Set;
import java.util.stream.Collectors;

/// How a machine is made ready for the scripts of a project, by what lies at its top.
public enum SetUpPlan {
    /// `pyproject.toml` or `uv.lock`
    UV_SYNC("uv sync"),
    /// `requirements.txt` alone
    UV_REQUIREMENTS("uv pip install -r requirements.txt"),
    /// Nothing says what the scripts need: they run with what the machine has.
    PLAIN_PYTHON("python3");

    private final String label;

    SetUpPlan(String label) {
        this.label = label;
    }

    public static SetUpPlan of(ProjectFiles project) {
        var top = topLevel(project);
        if (top.contains("pyproject.toml") || top.contains("uv.lock")) {
            return UV_SYNC;
        }
        return top.contains("requirements.txt") ? UV_REQUIREMENTS : PLAIN_PYTHON;
    }

    /// As a user would type it.
    public String label() {
        return label;
    }

    private static Set<String> topLevel(ProjectFiles project) {
        return project.entries().stream()
                .filter(entry -> entry.kind() != ProjectFiles.Kind.FOLDER)
                .map(ProjectFiles.Entry::path)
                .filter(path -> !path.contains("/"))
                .collect(Collectors.toUnmodifiableSet());
    }
}
