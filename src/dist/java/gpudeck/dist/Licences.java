package gpudeck.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/// The texts of licences, and what libraries ask to be said beside them: `jlink/licences`.
final class Licences {

    /// Their texts ask for the line with the holder of the copyright, and have none.
    private static final Set<String> WITHOUT_HOLDER = Set.of("MIT", "BSD-2-Clause", "BSD-3-Clause");

    private final Path folder;
    private final Properties notices;

    private Licences(Path folder, Properties notices) {
        this.folder = folder;
        this.notices = notices;
    }

    static Licences in(Path folder) throws IOException {
        var notices = new Properties();
        try (var in = Files.newBufferedReader(notices(folder))) {
            notices.load(in);
        }
        return new Licences(folder, notices);
    }

    private static Path notices(Path folder) {
        return folder.resolve("notices.properties");
    }

    Optional<String> notice(Library library) {
        return Optional.ofNullable(notices.getProperty(library.name()));
    }

    /// All of them: a notice may name a licence that no library is under as a whole.
    List<Path> texts() throws IOException {
        try (var all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
        }
    }

    /// The text of an older version serves later ones, too.
    private Path text(String licence) {
        return folder.resolve(licence.replaceFirst("-(only|or-later)$", "") + ".txt");
    }

    /// @throws IllegalStateException if it may not be shipped like this
    void check(Library library) {
        if (library.licences().isEmpty()) {
            throw new IllegalStateException(library + " does not say what licence it is under.");
        }
        for (var licence : library.licences()) {
            if (!Files.exists(text(licence))) {
                throw new IllegalStateException(
                        "%s is under the licence %s, whose text is missing: add it as %s."
                                .formatted(library, licence, text(licence)));
            }
            if (WITHOUT_HOLDER.contains(licence) && notice(library).isEmpty()) {
                throw new IllegalStateException(
                        "%s is under the licence %s, which asks for its copyright line: add it to %s."
                                .formatted(library, licence, notices(folder)));
            }
        }
    }
}
