package gpudeck.view.frame;

import gpudeck.domain.Messages;
import gpudeck.domain.UserMessage;
import gpudeck.view.kit.Icons;
import gpudeck.view.kit.Labels;
import gpudeck.viewmodel.frame.FrameViewModel;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// The API's answer time and the last reads, or why the last one failed.
final class StatusBar extends HBox {

    private final Messages messages;
    private final HBox readings = new HBox();
    private final Label problem = Labels.ellipsis(new Label("", Icons.of(Feather.ALERT_TRIANGLE)));

    StatusBar(FrameViewModel model, Messages messages) {
        this.messages = messages;
        getStyleClass().add("status-bar-line");
        readings.getStyleClass().add("readings");
        readings.setMinWidth(Region.USE_PREF_SIZE);
        problem.getStyleClass().add("tone-danger");
        problem.getGraphic().getStyleClass().add("tone-danger");
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var version = Labels.figure(model.session().version());
        version.setMinWidth(Region.USE_PREF_SIZE);
        getChildren().addAll(problem, readings, space, version);
        model.readingsProperty().subscribe(this::showReadings);
        model.problemProperty().subscribe(this::showProblem);
    }

    private void showReadings(List<UserMessage> now) {
        while (readings.getChildren().size() < now.size()) {
            readings.getChildren().add(Labels.small(""));
        }
        for (int i = 0; i < readings.getChildren().size(); i++) {
            var text = i < now.size() ? messages.text(now.get(i)) : "";
            if (readings.getChildren().get(i) instanceof Label label) {
                label.setText(text);
            }
        }
    }

    private void showProblem(Optional<UserMessage> now) {
        problem.setVisible(now.isPresent());
        problem.setManaged(now.isPresent());
        problem.setText(now.map(messages::text).orElse(""));
    }
}
