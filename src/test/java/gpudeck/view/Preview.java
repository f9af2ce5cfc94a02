package gpudeck.view;

import javafx.application.Application;

/// The window with prepared figures, to look at: `--light`, `--demo`, `--alarm`, `--stale`,
/// `--nothing`, `--page=gpus`, `--width=1024 --height=700`, `--dialog=` and one of `terminate`,
/// `all`, `close`, `ending`, `unproved`, `launch`, `launch-here`.
public final class Preview {

    private Preview() {}

    public static void main(String... arguments) {
        Application.launch(PreviewWindow.class, arguments);
    }
}
