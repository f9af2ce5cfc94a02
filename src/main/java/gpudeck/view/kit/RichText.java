package gpudeck.view.kit;

import java.util.regex.Pattern;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/// Running text: the lead is strong, amounts of money stand in the fixed-width face.
public final class RichText extends TextFlow {

    private static final Pattern AMOUNT = Pattern.compile("(≥ )?\\$[\\d,]+(\\.\\d+)?(/h)?");

    private String shown = "";

    public RichText(String lead, String text) {
        getStyleClass().add("text-flow");
        show(lead, text);
    }

    /// @param lead may be empty
    public void show(String lead, String text) {
        if (shown.equals(lead + "\n" + text)) {
            return;
        }
        shown = lead + "\n" + text;
        getChildren().clear();
        add(lead, "text-strong");
        if (!lead.isEmpty() && !text.isEmpty()) {
            getChildren().add(new Text(" "));
        }
        add(text, "text-running");
        setAccessibleText(lead + " " + text);
    }

    private void add(String words, String style) {
        var amounts = AMOUNT.matcher(words);
        int from = 0;
        while (amounts.find()) {
            addRun(words.substring(from, amounts.start()), style);
            addRun(amounts.group(), "figure-strong");
            from = amounts.end();
        }
        addRun(words.substring(from), style);
    }

    private void addRun(String words, String style) {
        if (!words.isEmpty()) {
            var run = new Text(words);
            run.getStyleClass().add(style);
            getChildren().add(run);
        }
    }
}
