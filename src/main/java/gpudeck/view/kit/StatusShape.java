package gpudeck.view.kit;

import gpudeck.viewmodel.Shape;
import gpudeck.viewmodel.Tone;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.layout.Region;

/// The 10 px sign of a state. Its shape and its tone are pseudo-classes: in a table they change
/// often, and another style class has a node look for all its styles anew.
public final class StatusShape extends Region {

    private Shape shape;
    private Tone tone;

    public StatusShape(Shape shape, Tone tone) {
        this.shape = shape;
        this.tone = tone;
        getStyleClass().add("status-shape");
        pseudoClassStateChanged(classOf(shape), true);
        pseudoClassStateChanged(classOf(tone), true);
    }

    public void show(Shape newShape, Tone newTone) {
        swap(shape, newShape);
        shape = newShape;
        swap(tone, newTone);
        tone = newTone;
    }

    private void swap(Enum<?> before, Enum<?> now) {
        if (before != now) {
            pseudoClassStateChanged(classOf(before), false);
            pseudoClassStateChanged(classOf(now), true);
        }
    }

    /// `:ring-with-point`
    private static PseudoClass classOf(Enum<?> value) {
        return PseudoClass.getPseudoClass(value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
