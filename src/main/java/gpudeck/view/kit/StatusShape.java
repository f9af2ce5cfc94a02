package gpudeck.view.kit;

import gpudeck.viewmodel.Shape;
import gpudeck.viewmodel.Tone;
import java.util.Locale;
import javafx.scene.layout.Region;

/// The 10 px sign of a state.
public final class StatusShape extends Region {

    private static final String PREFIX = "shape-";

    public StatusShape(Shape shape, Tone tone) {
        getStyleClass().add("status-shape");
        show(shape, tone);
    }

    public void show(Shape shape, Tone tone) {
        StyleClasses.replace(
                this, PREFIX, PREFIX + shape.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        Tones.set(this, tone);
    }
}
