package gpudeck.view.kit;

import gpudeck.viewmodel.Tone;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;

/// Labels in the roles of the type scale.
public final class Labels {

    private Labels() {}

    /// 18 px: the name of a page or job, the question of a dialog.
    public static Label title(String text) {
        return styled(text, "text-title");
    }

    /// 15 px: the head of a panel.
    public static Label section(String text) {
        return styled(text, "text-section");
    }

    /// The one big amount of a panel.
    public static Label money(String text) {
        return styled(text, "text-money");
    }

    public static Label strong(String text) {
        return styled(text, "text-strong");
    }

    /// Names of things in rows.
    public static Label name(String text) {
        return styled(text, "text-name");
    }

    public static Label body(String text) {
        return new Label(text);
    }

    public static Label quiet(String text) {
        return styled(text, "text-quiet");
    }

    /// 12 px, muted: help and secondary text. Wraps.
    public static Label help(String text) {
        var label = styled(text, "text-help");
        label.setWrapText(true);
        return label;
    }

    /// 11 px, over a number.
    public static Label small(String text) {
        return styled(text, "text-label");
    }

    /// A number, price, time, address or id, in the fixed-width face.
    public static Label figure(String text) {
        return styled(text, "figure");
    }

    public static Label figureStrong(String text) {
        return styled(text, "figure-strong");
    }

    public static Label toned(Label label, Tone tone) {
        return Tones.set(label, tone);
    }

    public static Label bound(Label label, ObservableValue<String> text) {
        label.textProperty().bind(text);
        return label;
    }

    /// Shows the whole text as a tooltip when there is no room for it.
    public static Label ellipsis(Label label) {
        var tooltip = new Tooltip();
        tooltip.textProperty().bind(label.textProperty());
        label.tooltipProperty()
                .bind(label.textTruncatedProperty().map(cut -> cut ? tooltip : null));
        return label;
    }

    private static Label styled(String text, String style) {
        var label = new Label(text);
        label.getStyleClass().add(style);
        return label;
    }
}
