package gpudeck.view.frame;

import gpudeck.domain.Messages;
import gpudeck.view.kit.Buttons;
import gpudeck.view.kit.Icons;
import gpudeck.view.kit.RichText;
import gpudeck.viewmodel.frame.Alarm;
import gpudeck.viewmodel.frame.FrameViewModel;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// An end that is not confirmed. It stays until it is, and takes no focus.
final class AlarmBar extends HBox {

    private final Messages messages;
    private final RichText words = new RichText("", "");

    AlarmBar(FrameViewModel model, Messages messages, Runnable openConsole) {
        this.messages = messages;
        getStyleClass().add("alarm-bar");
        var middle = new VBox(words);
        middle.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(middle, Priority.ALWAYS);
        var console =
                Buttons.plain(
                        Feather.EXTERNAL_LINK, messages.text("frame.alarm.console"), openConsole);
        var retry =
                Buttons.plain(
                        Feather.REFRESH_CW, messages.text("frame.alarm.retry"), model::tryAgain);
        retry.getStyleClass().add("filled");
        getChildren().addAll(Icons.of(Feather.ALERT_OCTAGON), middle);
        if (!model.session().isDemo()) {
            getChildren().add(console);
        }
        getChildren().add(retry);
        model.alarmProperty().subscribe(this::show);
    }

    private void show(Optional<Alarm> alarm) {
        setVisible(alarm.isPresent());
        setManaged(alarm.isPresent());
        alarm.ifPresent(a -> words.show(messages.text(a.lead()), messages.text(a.text())));
    }
}
