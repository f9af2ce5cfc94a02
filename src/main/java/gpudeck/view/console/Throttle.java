package gpudeck.view.console;

import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.util.Duration;

/// Does something at most once per interval, the first time at once and never the last time too
/// few. At rest nothing runs.
final class Throttle {

    private final PauseTransition pause;
    private final Runnable action;
    private boolean again;

    Throttle(Duration interval, Runnable action) {
        this.action = action;
        this.pause = new PauseTransition(interval);
        pause.setOnFinished(_ -> {
            if (again) {
                again = false;
                ask();
            }
        });
    }

    void ask() {
        if (pause.getStatus() == Animation.Status.RUNNING) {
            again = true;
            return;
        }
        pause.playFromStart();
        action.run();
    }
}
