package gpudeck.view.kit;

import gpudeck.viewmodel.Tone;
import java.util.List;
import java.util.Optional;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// A dialog: icon, question, one sentence, content, buttons. Shown by a [ModalHost].
public final class DialogBox extends VBox {

    public static final double WIDTH = 600;

    private final VBox content = new VBox();
    private final HBox foot = new HBox();
    private final Label title = Labels.title("");
    private final RichText sentence = new RichText("", "");
    private Optional<Button> preferred = Optional.empty();
    private boolean endsMachines;

    public DialogBox(Feather icon, Tone tone, String question, String text) {
        getStyleClass().add("dialog-box");
        setAccessibleRole(AccessibleRole.DIALOG);
        title.setWrapText(true);
        var words = new VBox(title, sentence);
        words.getStyleClass().add("words");
        HBox.setHgrow(words, Priority.ALWAYS);
        var head = new HBox(Icons.of(icon, tone), words);
        head.getStyleClass().add("dialog-head");
        content.getStyleClass().add("dialog-content");
        foot.getStyleClass().add("dialog-foot");
        getChildren().addAll(head, content, foot);
        setPrefWidth(WIDTH);
        setMaxSize(WIDTH, USE_PREF_SIZE);
        say(question, text);
    }

    /// While it is open, what it is about may change.
    public void say(String question, String text) {
        setAccessibleText(question);
        title.setText(question);
        sentence.show("", text);
    }

    public DialogBox content(Node... nodes) {
        content.getChildren().addAll(nodes);
        return this;
    }

    /// The way out, at the left end; then the choices at the right.
    public DialogBox buttons(Button stay, Button... choices) {
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        foot.getChildren().setAll(stay, space);
        foot.getChildren().addAll(List.of(choices));
        return this;
    }

    /// Gets the focus, and Enter from anywhere in the dialog.
    public DialogBox preferring(Button button) {
        preferred = Optional.of(button);
        button.setDefaultButton(true);
        return this;
    }

    /// Enter counts for nothing in the first half second: it was meant for what was there before.
    public DialogBox endingMachines() {
        endsMachines = true;
        return this;
    }

    Optional<Button> preferred() {
        return preferred;
    }

    boolean endsMachines() {
        return endsMachines;
    }
}
