package gpudeck.ssh.lock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import gpudeck.domain.MachineFault;
import gpudeck.ssh.project.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a project asks of its machine, by its `uv.lock`, `pyproject.toml` and `requirements.txt`.
/// What cannot be read says nothing: `uv` will complain of it.
public final class PythonNeeds {

    public static final PythonNeeds NONE =
            new PythonNeeds(MissingNode.getInstance(), new LockFile(MissingNode.getInstance()), "");

    private static final Logger LOG = LoggerFactory.getLogger(PythonNeeds.class);
    private static final TomlMapper TOML = new TomlMapper();
    private static final long MOST_BYTES = 64L << 20;
    private static final String TORCH = "torch";

    /// `torch`, `torch==2.9.1`, `torch[opt] ; marker`, and not `torchvision`.
    private static final Pattern IS_TORCH =
            Pattern.compile("(?i)\\s*torch\\s*(?:[\\[(;@#,=<>~!].*)?", Pattern.DOTALL);

    private final JsonNode project;
    private final LockFile lock;
    private final String requirements;

    private PythonNeeds(JsonNode project, LockFile lock, String requirements) {
        this.project = project;
        this.lock = lock;
        this.requirements = requirements;
    }

    /// Reads those of them that would be sent.
    public static PythonNeeds of(ProjectFiles files) {
        return new PythonNeeds(
                toml(files, "pyproject.toml"),
                new LockFile(toml(files, "uv.lock")),
                text(files, "requirements.txt").orElse(""));
    }

    private static JsonNode toml(ProjectFiles files, String name) {
        var text = text(files, name);
        if (text.isEmpty()) {
            return MissingNode.getInstance();
        }
        try {
            return TOML.readTree(text.get());
        } catch (IOException e) {
            LOG.info("{} says nothing: {}", name, e.getMessage());
            return MissingNode.getInstance();
        }
    }

    private static Optional<String> text(ProjectFiles files, String name) {
        var isSent =
                files.entries().stream()
                        .anyMatch(e ->
                                e.path().equals(name)
                                        && e.kind() != ProjectFiles.Kind.FOLDER
                                        && e.bytes() <= MOST_BYTES);
        try {
            return isSent
                    ? Optional.of(Files.readString(files.root().resolve(name)))
                    : Optional.empty();
        } catch (IOException e) {
            LOG.info("{} cannot be read: {}", name, e.getMessage());
            return Optional.empty();
        }
    }

    /// Whether PyTorch is among the dependencies, if only of an extra or a group.
    public boolean mayWantTorch() {
        return lock.names(TORCH)
                || Stream.concat(requirements.lines(), dependencies())
                        .anyMatch(line -> IS_TORCH.matcher(line).matches());
    }

    private Stream<String> dependencies() {
        var lists =
                Stream.of(
                        Stream.of(project.path("project").path("dependencies")),
                        LockFile.each(project.path("project").path("optional-dependencies")),
                        LockFile.each(project.path("dependency-groups")),
                        Stream.of(project.path("tool").path("uv").path("dev-dependencies")));
        return lists.flatMap(list -> list).flatMap(LockFile::each).map(n -> n.asText(""));
    }

    /// Why the project certainly cannot be set up on a machine.
    ///
    /// @param architecture of a Linux machine, as `uname -m` names it
    public List<MachineFault> against(String architecture) {
        return LockFile.excludes(project.path("tool").path("uv").path("environments"), architecture)
                ? List.of(new MachineFault.LockedForOthers(architecture))
                : lock.against(architecture);
    }
}
