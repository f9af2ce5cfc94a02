package gpudeck.view.frame;

import gpudeck.view.kit.Labels;
import gpudeck.view.kit.StatusShape;
import gpudeck.view.kit.Tones;
import gpudeck.viewmodel.Shape;
import gpudeck.viewmodel.Tone;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// One of the header's amounts: "4 at $9.16/h" under its name.
final class HeaderFigure extends VBox {

    private final StatusShape sign = new StatusShape(Shape.RING, Tone.MUTED);
    private final Label number = stat("");
    private final Label rate = stat("");

    /// @param at the word between number and rate
    HeaderFigure(String name, Tone tone, String at, String perHour) {
        getStyleClass().add("header-figure");
        var head = new HBox(sign, Tones.set(Labels.small(name), tone));
        head.getStyleClass().add("head");
        var line = new HBox(number, Labels.figure(" " + at + " "), rate, Labels.figure(perHour));
        line.getStyleClass().add("line");
        if (tone == Tone.DANGER) {
            line.getChildren().forEach(node -> Tones.set(node, tone));
        }
        getChildren().addAll(head, line);
    }

    /// Only an amount.
    HeaderFigure(String name) {
        getStyleClass().add("header-figure");
        getChildren().addAll(Labels.small(name), rate);
    }

    void show(Shape shape, Tone tone, String count, String amount) {
        sign.show(shape, tone);
        show(amount);
        number.setText(count);
        setAccessibleText(count + " " + amount);
    }

    void show(String amount) {
        rate.setText(amount);
    }

    private static Label stat(String text) {
        var label = new Label(text);
        label.getStyleClass().add("text-stat");
        return label;
    }
}
