package gpudeck.view.frame;

import gpudeck.domain.Messages;
import gpudeck.view.kit.KeyHint;
import gpudeck.view.kit.Labels;
import java.util.List;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;

/// What each key does.
public final class ShortcutsTable extends GridPane {

    private record Shortcut(List<String> keys, String text) {}

    private static final List<Shortcut> SHORTCUTS =
            List.of(
                    new Shortcut(List.of("Ctrl", "1 … 4"), "frame.key.pages"),
                    new Shortcut(List.of("Ctrl", ","), "frame.key.settings"),
                    new Shortcut(List.of("/"), "frame.key.filter"),
                    new Shortcut(List.of("↑", "↓", "Home", "End"), "frame.key.rows"),
                    new Shortcut(List.of("Enter"), "frame.key.detail"),
                    new Shortcut(List.of("Esc"), "frame.key.close"),
                    new Shortcut(List.of("F5"), "frame.key.read"),
                    new Shortcut(List.of("F6"), "frame.key.region"),
                    new Shortcut(List.of("F1"), "frame.key.help"),
                    new Shortcut(List.of("L"), "frame.key.launch"),
                    new Shortcut(List.of("J"), "frame.key.job"),
                    new Shortcut(List.of("Ctrl", "Enter"), "frame.key.start"),
                    new Shortcut(List.of("S"), "frame.key.ssh"),
                    new Shortcut(List.of("F2"), "frame.key.rename"),
                    new Shortcut(List.of("Del"), "frame.key.terminate"),
                    new Shortcut(List.of("Ctrl", "Shift", "T"), "frame.key.all"),
                    new Shortcut(List.of("Ctrl", "F"), "frame.key.find"),
                    new Shortcut(List.of("F3"), "frame.key.next"),
                    new Shortcut(List.of("End"), "frame.key.follow"));

    public ShortcutsTable(Messages messages) {
        getStyleClass().add("shortcuts");
        for (int row = 0; row < SHORTCUTS.size(); row++) {
            var keys = new HBox(4);
            SHORTCUTS.get(row).keys().forEach(key -> keys.getChildren().add(new KeyHint(key)));
            addRow(row, keys, Labels.body(messages.text(SHORTCUTS.get(row).text())));
        }
    }
}
