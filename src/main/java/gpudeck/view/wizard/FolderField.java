package gpudeck.view.wizard;

import gpudeck.domain.Messages;
import gpudeck.view.kit.Buttons;
import gpudeck.viewmodel.wizard.FolderChooser;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.Property;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// A folder, typed or chosen in the system's dialog.
final class FolderField extends HBox {

    /// @param title of the field and of the dialog
    /// @param now where the dialog begins
    FolderField(
            String id,
            String title,
            Property<String> folder,
            Supplier<Optional<Path>> now,
            FolderChooser folders,
            Messages messages) {
        var path = new TextField();
        path.setId(id);
        path.setAccessibleText(title);
        path.getStyleClass().add("figure");
        path.textProperty().bindBidirectional(folder);
        HBox.setHgrow(path, Priority.ALWAYS);
        var choose =
                Buttons.plain(
                        messages.text("wizard.choose"),
                        () ->
                                folders.choose(title, now.get().orElse(Path.of("")))
                                        .ifPresent(chosen -> folder.setValue(chosen.toString())));
        getStyleClass().add("wizard-row");
        getChildren().addAll(path, choose);
    }
}
