package gpudeck.bench.start;

import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;

/// The least that a JavaFX window can show.
public final class LabelWindow extends Application {

    public static final String TITLE = "One label";

    /// JavaFX is on the module path of whoever starts it, so that this may be the main class.
    public static void main(String[] arguments) {
        launch(arguments);
    }

    @Override
    public void start(Stage stage) {
        stage.setTitle(TITLE);
        stage.setScene(new Scene(new Label("Hello"), 1264, 800));
        stage.show();
    }
}
