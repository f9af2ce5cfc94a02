package gpudeck.view.kit;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.testing.FxThreadExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.css.CssParser;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FxThreadExtension.class)
class ThemeTest {

    private static final Path SHEETS = Path.of("src/main/resources/gpudeck/css");

    @Test
    void everySheetCanBeRead() {
        CssParser.errorsProperty().clear();
        var scene = new Scene(new StackPane());

        Theme.DARK.applyTo(scene);
        scene.getRoot().applyCss();
        Theme.LIGHT.applyTo(scene);
        scene.getRoot().applyCss();

        assertThat(CssParser.errorsProperty()).isEmpty();
    }

    @Test
    void coloursAreWrittenOutInTheTokensOnly() throws IOException {
        for (var sheet : sheets()) {
            if (!sheet.getFileName().toString().startsWith("tokens-")) {
                assertThat(Files.readString(sheet))
                        .as(sheet.toString())
                        .doesNotContainPattern("#[0-9a-fA-F]{3,8}\\b|rgba?\\(");
            }
        }
    }

    @Test
    void bothThemesNameTheSameColours() throws IOException {
        assertThat(names("tokens-dark")).isNotEmpty().isEqualTo(names("tokens-light"));
    }

    private static List<String> names(String sheet) throws IOException {
        return Files.readAllLines(SHEETS.resolve(sheet + ".css")).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("-gd-"))
                .map(line -> line.substring(0, line.indexOf(':')))
                .toList();
    }

    private static List<Path> sheets() throws IOException {
        try (Stream<Path> files = Files.list(SHEETS)) {
            return files.toList();
        }
    }
}
