package gpudeck.ssh.project;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.ignore.IgnoreNode;

/// Walks a project as git would: rules nearer to a file win over those further up, and within one
/// folder `.gpudeckignore` wins over `.gitignore`.
final class ProjectScan {

    private static final List<String> RULE_FILES = List.of(".gpudeckignore", ".gitignore");

    private final Class<? extends BasicFileAttributes> attributes;
    private final Set<String> excluded;
    private final List<ProjectFiles.Entry> entries = new ArrayList<>();
    private final List<String> omittedTopLevel = new ArrayList<>();
    private int omitted;

    private ProjectScan(Path root, List<String> excluded) {
        this.attributes = ProjectFiles.attributes(root);
        this.excluded = new HashSet<>();
        excluded.forEach(e -> this.excluded.add(tidy(e)));
    }

    static ProjectFiles of(Path root, List<String> excluded)
            throws IOException, InterruptedException {
        // The clock that the times of files are from.
        var began = Clock.systemUTC().instant();
        var scan = new ProjectScan(root, excluded);
        scan.folder("", root, List.of());
        return new ProjectFiles(
                root,
                scan.entries,
                new ProjectFiles.Omitted(scan.omitted, scan.omittedTopLevel),
                Optional.of(began));
    }

    /// @param rules from the nearest folder to the furthest
    private void folder(String path, Path folder, List<Rules> rules)
            throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        var here = new ArrayList<Rules>();
        for (var file : RULE_FILES) {
            Rules.read(folder.resolve(file), path).ifPresent(here::add);
        }
        here.addAll(rules);
        for (var name : children(folder)) {
            entry(path.isEmpty() ? name : path + "/" + name, folder.resolve(name), here);
        }
    }

    private void entry(String path, Path file, List<Rules> rules)
            throws IOException, InterruptedException {
        var attributes = Files.readAttributes(file, this.attributes, LinkOption.NOFOLLOW_LINKS);
        boolean special = attributes.isOther();
        if (special || isLeftOut(path, attributes.isDirectory(), rules)) {
            omit(path);
        } else if (attributes.isSymbolicLink()) {
            entries.add(link(path, file));
        } else if (attributes.isDirectory()) {
            entries.add(ProjectFiles.Entry.folder(path));
            folder(path, file, rules);
        } else if (ApiKeyFile.is(file, attributes.size())) {
            omit(path);
        } else {
            entries.add(ProjectFiles.Entry.file(path, attributes));
        }
    }

    private static ProjectFiles.Entry link(String path, Path file) throws IOException {
        return ProjectFiles.Entry.symlink(path, Files.readSymbolicLink(file).toString());
    }

    private boolean isLeftOut(String path, boolean folder, List<Rules> rules) {
        if (path.equals(".git") || path.endsWith("/.git") || excluded.contains(path)) {
            return true;
        }
        for (var rule : rules) {
            var verdict = rule.check(path, folder);
            if (verdict.isPresent()) {
                return verdict.get();
            }
        }
        return false;
    }

    private void omit(String path) {
        omitted++;
        if (!path.contains("/")) {
            omittedTopLevel.add(path);
        }
    }

    private static List<String> children(Path folder) throws IOException {
        try (var children = Files.newDirectoryStream(folder)) {
            var names = new ArrayList<String>();
            children.forEach(child -> names.add(String.valueOf(child.getFileName())));
            Collections.sort(names);
            return names;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static String tidy(String path) {
        var tidy = path.startsWith("./") ? path.substring(2) : path;
        return tidy.endsWith("/") ? tidy.substring(0, tidy.length() - 1) : tidy;
    }

    /// One rule file and the folder it speaks for.
    private record Rules(String folder, IgnoreNode node) {

        static Optional<Rules> read(Path file, String folder) throws IOException {
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            var node = new IgnoreNode();
            try (var in = Files.newInputStream(file)) {
                node.parse(in);
            }
            return Optional.of(new Rules(folder, node));
        }

        /// Whether it is left out; empty if no rule here speaks of it.
        Optional<Boolean> check(String path, boolean isFolder) {
            var relative = folder.isEmpty() ? path : path.substring(folder.length() + 1);
            return Optional.ofNullable(node.checkIgnored(relative, isFolder));
        }
    }
}
