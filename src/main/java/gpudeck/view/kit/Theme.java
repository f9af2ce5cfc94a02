package gpudeck.view.kit;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.scene.Scene;

/// Dark or light: the theme under the whole program, and our own sheets over it.
public enum Theme {
    DARK("tokens-dark"),
    LIGHT("tokens-light");

    /// One per page or part, in the order in which they win.
    private static final List<String> SHEETS =
            List.of(
                    "base",
                    "kit",
                    "frame",
                    "gpus",
                    "instances",
                    "ending",
                    "launch",
                    "history",
                    "settings",
                    "console",
                    "job",
                    "wizard");

    private final String tokens;

    Theme(String tokens) {
        this.tokens = tokens;
    }

    /// Puts the theme under the whole program, without our own sheets.
    public void apply() {
        Application.setUserAgentStylesheet(
                switch (this) {
                    case DARK -> new PrimerDark().getUserAgentStylesheet();
                    case LIGHT -> new PrimerLight().getUserAgentStylesheet();
                });
    }

    /// Popups take the scene's sheets from their owner, the theme from the program.
    public void applyTo(Scene scene) {
        apply();
        scene.getStylesheets()
                .setAll(
                        Stream.concat(Stream.of(tokens), SHEETS.stream())
                                .map(Theme::address)
                                .toList());
    }

    private static String address(String sheet) {
        var file = "/gpudeck/css/" + sheet + ".css";
        return Objects.requireNonNull(Theme.class.getResource(file), file).toExternalForm();
    }
}
