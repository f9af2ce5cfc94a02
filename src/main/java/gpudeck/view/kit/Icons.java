package gpudeck.view.kit;

import gpudeck.viewmodel.Tone;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Feather icons; their size is the style sheet's.
public final class Icons {

    private Icons() {}

    public static FontIcon of(Feather icon) {
        return new FontIcon(icon);
    }

    public static FontIcon of(Feather icon, Tone tone) {
        return Tones.set(new FontIcon(icon), tone);
    }
}
