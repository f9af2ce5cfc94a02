package gpudeck.ssh.lock;

import com.fasterxml.jackson.databind.JsonNode;
import gpudeck.domain.MachineFault;
import gpudeck.ssh.lock.Marker.Truth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A `uv.lock`, asked whether what it certainly installs can be installed on a machine. What hangs
/// on anything but the kind of machine is left to `uv`.
final class LockFile {

    private static final int MOST_FAULTS = 3;

    private final JsonNode lock;
    private final Map<String, List<JsonNode>> packages = new HashMap<>();

    LockFile(JsonNode lock) {
        this.lock = lock;
        each(lock.path("package"))
                .forEach(p ->
                        packages.computeIfAbsent(p.path("name").asText(), _ -> new ArrayList<>())
                                .add(p));
    }

    boolean names(String dependency) {
        return packages.containsKey(dependency);
    }

    /// @param architecture of a Linux machine, as `uname -m` names it
    List<MachineFault> against(String architecture) {
        if (excludes(lock.path("supported-markers"), architecture)) {
            return List.of(new MachineFault.LockedForOthers(architecture));
        }
        return needed(architecture).stream()
                .filter(p -> isOnlyForOthers(p, architecture))
                .map(p -> p.path("name").asText() + " " + p.path("version").asText())
                .sorted()
                .limit(MOST_FAULTS)
                .<MachineFault>map(name -> new MachineFault.NoWheel(name, architecture))
                .toList();
    }

    /// Whether each of these conditions, of which one must hold, certainly does not.
    static boolean excludes(JsonNode environments, String architecture) {
        var conditions =
                environments.isTextual()
                        ? List.of(environments.asText())
                        : each(environments).map(JsonNode::asText).toList();
        return !conditions.isEmpty()
                && conditions.stream().allMatch(c -> Marker.of(c, architecture) == Truth.NO);
    }

    /// Packages that `uv sync` certainly installs.
    private List<JsonNode> needed(String architecture) {
        var found = new ArrayList<JsonNode>();
        var seen = new HashSet<String>();
        var next = new ArrayDeque<JsonNode>();
        packages.values().stream()
                .flatMap(List::stream)
                .filter(LockFile::isTheProject)
                .forEach(p -> each(p.path("dependencies")).forEach(next::add));
        while (!next.isEmpty()) {
            var wanted = next.remove();
            var it = certainly(wanted, architecture);
            if (it.isEmpty() || !seen.add(keyOf(wanted))) {
                continue;
            }
            found.add(it.get());
            each(it.get().path("dependencies")).forEach(next::add);
            for (var extra : each(wanted.path("extra")).map(JsonNode::asText).toList()) {
                each(it.get().path("optional-dependencies").path(extra)).forEach(next::add);
            }
        }
        return found;
    }

    private static boolean isTheProject(JsonNode entry) {
        var source = entry.path("source");
        return Stream.of("virtual", "editable", "directory")
                .anyMatch(kind -> source.path(kind).asText("").equals("."));
    }

    private static String keyOf(JsonNode wanted) {
        return wanted.path("name").asText()
                + " "
                + wanted.path("version").asText("")
                + " "
                + wanted.path("extra");
    }

    /// The package that a dependency is, if it is one on this machine.
    private Optional<JsonNode> certainly(JsonNode wanted, String architecture) {
        var marker = wanted.path("marker");
        if (marker.isTextual() && Marker.of(marker.asText(), architecture) != Truth.YES) {
            return Optional.empty();
        }
        var version = wanted.path("version").asText("");
        var named =
                packages.getOrDefault(wanted.path("name").asText(), List.of()).stream()
                        .filter(p ->
                                version.isEmpty() || version.equals(p.path("version").asText("")))
                        .toList();
        return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
    }

    private static boolean isOnlyForOthers(JsonNode entry, String architecture) {
        var source = entry.path("source");
        var wheels = each(entry.path("wheels")).toList();
        return (source.has("registry") || source.has("url"))
                && !entry.has("sdist")
                && !wheels.isEmpty()
                && wheels.stream().noneMatch(wheel -> mayFit(wheel, architecture));
    }

    /// `torch-2.9.1-cp312-cp312-manylinux_2_28_x86_64.whl`: what it runs on stands last.
    private static boolean mayFit(JsonNode wheel, String architecture) {
        var place =
                Stream.of("filename", "url", "path")
                        .map(key -> wheel.path(key).asText(""))
                        .filter(name -> !name.isEmpty())
                        .findFirst()
                        .orElse("");
        var name = place.replaceFirst("[?#].*$", "").replaceFirst("^.*/", "");
        if (!name.endsWith(".whl")) {
            return true;
        }
        var tags = name.substring(name.lastIndexOf('-') + 1, name.length() - ".whl".length());
        return Stream.of(tags.split("\\.", -1))
                .anyMatch(tag ->
                        tag.equals("any")
                                || (tag.contains("linux") && tag.endsWith("_" + architecture)));
    }

    static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
