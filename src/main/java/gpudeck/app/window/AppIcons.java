package gpudeck.app.window;

import java.util.List;
import java.util.Objects;
import javafx.scene.image.Image;
import javafx.stage.Stage;

/// The program's icon, in the sizes that systems ask for.
final class AppIcons {

    private static final List<Integer> SIZES = List.of(16, 24, 32, 48, 64, 128, 256, 512);

    private AppIcons() {}

    static void addTo(Stage stage) {
        SIZES.forEach(
                size -> stage.getIcons().add(icon("/gpudeck/icons/gpudeck-" + size + ".png")));
    }

    private static Image icon(String file) {
        var url = Objects.requireNonNull(AppIcons.class.getResource(file), file);
        return new Image(url.toExternalForm());
    }
}
