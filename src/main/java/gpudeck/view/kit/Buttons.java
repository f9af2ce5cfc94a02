package gpudeck.view.kit;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// Buttons as the design has them: one primary per view, terminate outlined, filled red only last.
public final class Buttons {

    private Buttons() {}

    public static Button plain(String text, Runnable action) {
        return button(text, action);
    }

    public static Button plain(Feather icon, String text, Runnable action) {
        return withIcon(button(text, action), icon);
    }

    /// Without a border, for the less likely choice.
    public static Button flat(String text, Runnable action) {
        return styled(button(text, action), "flat");
    }

    /// Reads like a link: "Clear".
    public static Button link(String text, Runnable action) {
        return styled(button(text, action), "flat", "link");
    }

    /// The one next step.
    public static Button primary(Feather icon, String text, Runnable action) {
        return styled(withIcon(button(text, action), icon), "accent");
    }

    /// Asks to end something: outlined.
    public static Button danger(Feather icon, String text, Runnable action) {
        return styled(withIcon(button(text, action), icon), "danger-outlined");
    }

    /// Ends something: filled. Only for the last button of a terminate dialog, the alarm bar, and
    /// cancelling a running job.
    public static Button dangerFilled(Feather icon, String text, Runnable action) {
        return styled(withIcon(button(text, action), icon), "danger-filled");
    }

    /// An icon without a word always has a tooltip and accessible text.
    public static Button icon(Feather icon, String tooltip, Runnable action) {
        var button = styled(withIcon(button("", action), icon), "icon-only");
        button.setTooltip(new Tooltip(tooltip));
        button.setAccessibleText(tooltip);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        return button;
    }

    /// 26 high, for rows and panels.
    public static Button small(Button button) {
        return styled(button, "small");
    }

    /// 36 high, for the foot of a panel.
    public static Button large(Button button) {
        return styled(button, "large");
    }

    /// Shows the key that does the same, after the words.
    public static Button withKey(Button button, String key) {
        var words = new HBox(8);
        words.setAlignment(Pos.CENTER);
        if (button.getGraphic() != null) {
            words.getChildren().add(button.getGraphic());
        }
        var text = new Label();
        text.textProperty().bind(button.textProperty());
        text.getStyleClass().add("button-words");
        words.getChildren().addAll(text, new KeyHint(key));
        button.accessibleTextProperty().bind(button.textProperty());
        button.setGraphic(words);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        return button;
    }

    private static Button button(String text, Runnable action) {
        var button = new Button(text);
        button.setOnAction(_ -> action.run());
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private static Button withIcon(Button button, Feather icon) {
        button.setGraphic(Icons.of(icon));
        return button;
    }

    private static Button styled(Button button, String... classes) {
        button.getStyleClass().addAll(classes);
        return button;
    }
}
