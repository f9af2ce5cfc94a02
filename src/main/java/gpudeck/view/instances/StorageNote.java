package gpudeck.view.instances;

import gpudeck.domain.Messages;
import gpudeck.view.kit.MessageBanner;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.instances.InstancesViewModel;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;

/// What costs money even while nothing runs.
final class StorageNote extends StackPane {

    StorageNote(InstancesViewModel model, Messages messages) {
        var banner = new MessageBanner(Feather.HARD_DRIVE, Tone.WARNING);
        getStyleClass().add("storage-note");
        getChildren().add(banner);
        model.storageProperty()
                .subscribe(now -> {
                    setVisible(now.isPresent());
                    setManaged(now.isPresent());
                    now.ifPresent(text ->
                            banner.show(
                                    messages.text("instances.empty.storage.lead"),
                                    messages.text(text)));
                });
    }
}
