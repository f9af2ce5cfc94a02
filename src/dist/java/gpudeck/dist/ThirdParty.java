package gpudeck.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;

/// What a package brings along that others made: a list of it, and the licences' texts. What is not
/// accounted for stops the build.
final class ThirdParty {

    private static final String OWN_JAR = "gpudeck-";

    private final Path project;
    private final String version;
    private final List<Library> libraries;
    private final Licences licences;
    private final List<Path> jars;

    private ThirdParty(
            Path project,
            String version,
            List<Library> libraries,
            Licences licences,
            List<Path> jars) {
        this.project = project;
        this.version = version;
        this.libraries = libraries;
        this.licences = licences;
        this.jars = jars;
    }

    /// @param jars a folder with all jars of the program
    /// @param bill names what is in them
    /// @throws IllegalStateException if something may not be shipped like this
    static ThirdParty of(Path project, String version, Path jars, Path bill) throws IOException {
        var licences = Licences.in(project.resolve("jlink/licences"));
        var libraries = Library.readAll(bill);
        libraries.forEach(licences::check);
        try (var all = Files.list(jars)) {
            var others =
                    all.filter(jar -> !name(jar).startsWith(OWN_JAR) && name(jar).endsWith(".jar"))
                            .sorted()
                            .toList();
            others.forEach(jar -> checkListed(jar, libraries, bill));
            return new ThirdParty(project, version, libraries, licences, others);
        }
    }

    private static void checkListed(Path jar, List<Library> libraries, Path bill) {
        if (libraries.stream().noneMatch(library -> library.isIn(name(jar)))) {
            throw new IllegalStateException(name(jar) + " is shipped, but not in " + bill + ".");
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    void writeTo(Path folder) throws IOException {
        var texts = Files.createDirectories(folder.resolve("licences"));
        for (var text : licences.texts()) {
            Files.copy(text, texts.resolve(text.getFileName()));
        }
        for (var font : List.of("Inter-LICENSE.txt", "JetBrainsMono-LICENSE.txt")) {
            Files.copy(project.resolve("assets/fonts").resolve(font), texts.resolve(font));
        }
        Files.writeString(folder.resolve("third-party.txt"), text());
    }

    private String text() throws IOException {
        return beginning()
                + libraries.stream().map(this::entry).collect(Collectors.joining("\n"))
                + noticesInJars().entrySet().stream()
                        .map(ThirdParty::section)
                        .collect(Collectors.joining())
                + "\n";
    }

    private String beginning() {
        return """
        What GPU Deck %s brings along that others made.

        The Java runtime %s by %s: GPL-2.0-with-classpath-exception.
        What is in it, and under which licences, stands in its own folder "legal". Its sources are
        at https://github.com/openjdk, those of JavaFX too.

        The fonts Inter and JetBrains Mono: OFL-1.1, in Inter-LICENSE.txt and
        JetBrainsMono-LICENSE.txt.

        The libraries follow, by the names under which Maven finds them and their sources. Where
        one has several licences, each alone allows it to be used. The texts are in the folder
        "licences" beside this file; those that came in the libraries' jars are still in them.

        """
                .formatted(version, Runtime.version(), System.getProperty("java.vendor"));
    }

    private String entry(Library library) {
        var lines = new ArrayList<String>();
        lines.add(library.toString());
        lines.add("    " + String.join(" or ", library.licences()));
        licences.notice(library)
                .ifPresent(notice -> notice.lines().map(line -> "    " + line).forEach(lines::add));
        return String.join("\n", lines) + "\n";
    }

    /// What Apache's licence wants handed on, with the jars that have it: many have the same.
    private Map<String, List<String>> noticesInJars() throws IOException {
        var notices = new LinkedHashMap<String, List<String>>();
        for (var jar : jars) {
            notice(jar)
                    .ifPresent(notice ->
                            notices.computeIfAbsent(notice, _ -> new ArrayList<>()).add(name(jar)));
        }
        return notices;
    }

    private static Optional<String> notice(Path jar) throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            for (var place : List.of("META-INF/NOTICE", "META-INF/NOTICE.txt")) {
                var entry = zip.getEntry(place);
                if (entry != null) {
                    var text = zip.getInputStream(entry).readAllBytes();
                    return Optional.of(new String(text, StandardCharsets.UTF_8).strip());
                }
            }
            return Optional.empty();
        }
    }

    private static String section(Map.Entry<String, List<String>> notice) {
        return "\n\nNotice of " + String.join(", ", notice.getValue()) + "\n\n" + notice.getKey();
    }
}
