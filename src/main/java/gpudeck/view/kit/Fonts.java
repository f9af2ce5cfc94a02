package gpudeck.view.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import javafx.scene.text.Font;

/// The bundled fonts. Weights are families of their own, for CSS weights have no effect on them.
public final class Fonts {

    public static final List<String> FAMILIES =
            List.of(
                    "Inter",
                    "Inter Medium",
                    "Inter Semi Bold",
                    "JetBrains Mono",
                    "JetBrains Mono SemiBold");

    private static final List<String> FILES =
            List.of(
                    "Inter-Regular.otf",
                    "Inter-Medium.otf",
                    "Inter-SemiBold.otf",
                    "JetBrainsMono-Regular.ttf",
                    "JetBrainsMono-SemiBold.ttf");

    private Fonts() {}

    /// Makes them known to the toolkit. Once per program, before the first scene.
    ///
    /// @return the families that were loaded, in the order of [#FAMILIES]
    public static List<String> load() {
        return FILES.stream().map(Fonts::load).toList();
    }

    private static String load(String file) {
        try (InputStream bytes = Fonts.class.getResourceAsStream("/gpudeck/fonts/" + file)) {
            return Objects.requireNonNull(Font.loadFont(bytes, 13), file).getFamily();
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
