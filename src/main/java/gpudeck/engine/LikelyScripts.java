package gpudeck.engine;

import gpudeck.ssh.project.ProjectFiles;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Which Python files of a project are worth offering as scripts.
final class LikelyScripts {

    private static final int MOST = 200;
    private static final String ENDING = ".py";

    /// Words in the names of scripts that people start.
    private static final Set<String> LIKELY =
            Set.of(
                    "main",
                    "train",
                    "pretrain",
                    "finetune",
                    "sft",
                    "run",
                    "eval",
                    "evaluate",
                    "infer",
                    "inference",
                    "predict",
                    "generate",
                    "benchmark");

    private static final Set<String> NEVER = Set.of("__init__.py", "setup.py", "conftest.py");
    private static final Set<String> FOLDERS_WITHOUT_SCRIPTS =
            Set.of("test", "tests", "venv", "site-packages", "node_modules", "__pycache__");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^a-z]+");

    private LikelyScripts() {}

    /// Those at the top before those further down, and at each depth those that sound like a
    /// beginning before the others.
    static List<String> in(ProjectFiles project) {
        return project.entries().stream()
                .filter(entry -> entry.kind() == ProjectFiles.Kind.FILE)
                .map(ProjectFiles.Entry::path)
                .filter(LikelyScripts::isScript)
                .sorted(
                        Comparator.comparingLong(LikelyScripts::depth)
                                .thenComparing(path -> !soundsLikeABeginning(path))
                                .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    private static boolean isScript(String path) {
        var parts = path.split("/", -1);
        for (int i = 0; i < parts.length - 1; i++) {
            if (parts[i].startsWith(".") || FOLDERS_WITHOUT_SCRIPTS.contains(parts[i])) {
                return false;
            }
        }
        var name = parts[parts.length - 1];
        return name.endsWith(ENDING)
                && !name.startsWith(".")
                && !NEVER.contains(name)
                && !name.startsWith("test_")
                && !name.endsWith("_test.py");
    }

    private static long depth(String path) {
        return path.chars().filter(c -> c == '/').count();
    }

    private static boolean soundsLikeABeginning(String path) {
        var name = path.substring(path.lastIndexOf('/') + 1, path.length() - ENDING.length());
        return BETWEEN_WORDS
                .splitAsStream(name.toLowerCase(Locale.ROOT))
                .anyMatch(LIKELY::contains);
    }
}
