package gpudeck.dist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A library of others that a package brings along.
///
/// @param licences as SPDX names them; each alone allows it
record Library(String group, String name, String version, List<String> licences) {

    /// What the authors call a licence that SPDX has another name for.
    private static final Map<String, String> SPDX_NAMES =
            Map.of(
                    "The 3-Clause BSD License", "BSD-3-Clause",
                    "BSD-3", "BSD-3-Clause",
                    "Bouncy Castle Licence", "MIT");

    /// All that a bill of materials of CycloneDX names, each once, in the order of their names.
    static List<Library> readAll(Path bill) throws IOException {
        var libraries = new TreeMap<String, Library>();
        for (var component : new ObjectMapper().readTree(bill.toFile()).path("components")) {
            var library = of(component);
            libraries.put(library.name + " " + library.group, library);
        }
        return List.copyOf(libraries.values());
    }

    private static Library of(JsonNode component) {
        var licences = new ArrayList<String>();
        for (var each : component.path("licenses")) {
            var licence = each.path("license");
            var name = licence.path(licence.has("id") ? "id" : "name").asText();
            licences.add(SPDX_NAMES.getOrDefault(name, name));
        }
        return new Library(
                component.path("group").asText(),
                component.path("name").asText(),
                component.path("version").asText(),
                List.copyOf(licences));
    }

    /// Whether a jar of that name is its, for whatever system.
    boolean isIn(String jar) {
        var plain = name + "-" + version;
        return jar.equals(plain + ".jar") || jar.startsWith(plain + "-");
    }

    /// As Maven finds it, and its sources.
    @Override
    public String toString() {
        return group + ":" + name + ":" + version;
    }
}
