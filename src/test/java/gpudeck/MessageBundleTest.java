package gpudeck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MessageBundleTest {

    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("gpudeck.i18n.messages");

    /// Every string that begins with the first word of some key, and a dot, is taken for a key.
    private static final Pattern KEY =
            Pattern.compile(
                    "\"((?:%s)\\.[A-Za-z0-9.]+)\""
                            .formatted(
                                    BUNDLE.keySet().stream()
                                            .map(k -> k.substring(0, k.indexOf('.')))
                                            .distinct()
                                            .sorted()
                                            .collect(Collectors.joining("|"))));

    private static final List<Path> SOURCES = sources();

    @Test
    void everyKeyInTheSourceHasText() throws IOException {
        var missing = new TreeSet<>(literals());
        missing.removeIf(key -> key.endsWith(".") || key.endsWith(".properties"));
        missing.removeAll(BUNDLE.keySet());

        assertThat(missing).isEmpty();
    }

    /// A key may also be made from a prefix that ends in a dot: `"status." + kind`.
    @Test
    void everyTextIsUsed() throws IOException {
        var used = literals();
        var unused = new TreeSet<>(BUNDLE.keySet());
        unused.removeIf(key ->
                used.contains(key) || used.contains(key.substring(0, key.lastIndexOf('.') + 1)));

        assertThat(unused).isEmpty();
    }

    @Test
    void everyTextIsAValidPattern() {
        for (var key : BUNDLE.keySet()) {
            assertThat(new MessageFormat(BUNDLE.getString(key)).format(new Object[9]))
                    .as(key)
                    .isNotBlank();
        }
    }

    private static Set<String> literals() throws IOException {
        var found = new TreeSet<String>();
        for (var file : SOURCES) {
            KEY.matcher(Files.readString(file)).results().forEach(m -> found.add(m.group(1)));
        }
        return found;
    }

    private static List<Path> sources() {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(f -> f.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
