package gpudeck.view.kit;

import gpudeck.viewmodel.Shape;
import gpudeck.viewmodel.Tone;
import java.util.Locale;
import javafx.scene.layout.Region;

/// The 10 px sign of a state.
public final class StatusShape extends Region {

    public StatusShape(Shape shape, Tone tone) {
        getStyleClass().add("status-shape");
        show(shape, tone);
    }

    public void show(Shape shape, Tone tone) {
        var wanted = "shape-" + shape.name().toLowerCase(Locale.ROOT).replace('_', '-');
        if (!getStyleClass().contains(wanted)) {
            getStyleClass().removeIf(c -> c.startsWith("shape-"));
            getStyleClass().add(wanted);
        }
        Tones.set(this, tone);
    }
}
