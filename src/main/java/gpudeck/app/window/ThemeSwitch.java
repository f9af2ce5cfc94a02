package gpudeck.app.window;

import gpudeck.view.kit.Theme;
import gpudeck.viewmodel.settings.Appearance;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;

/// Dark or light, as the user says, or as the system does while it runs.
record ThemeSwitch(ObservableValue<Appearance> appearance) {

    void follow(Scene scene) {
        appearance.subscribe(_ -> apply(scene));
        Platform.getPreferences().colorSchemeProperty().subscribe(() -> apply(scene));
    }

    private void apply(Scene scene) {
        theme(appearance.getValue()).applyTo(scene);
    }

    /// To be called before the first control is made: for that JavaFX loads a theme of its own if
    /// there is none.
    static void begin(Appearance appearance) {
        theme(appearance).apply();
    }

    private static Theme theme(Appearance appearance) {
        boolean systemIsDark = Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        return appearance.isDark(systemIsDark) ? Theme.DARK : Theme.LIGHT;
    }
}
