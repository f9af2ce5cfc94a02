package gpudeck.app;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.stage.Window;
import javafx.stage.WindowEvent;

/// What the AOT cache of the window is made from: starts the program as users do, and closes each
/// window that opens. Not for users.
final class Training {

    /// By then the window has been drawn, and been refreshed.
    private static final int FRAMES = 180;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private Training() {}

    public static void main(String[] arguments) {
        Thread.ofPlatform().daemon().name("training").start(Training::closeWhatOpens);
        Main.main(arguments);
    }

    private static void closeWhatOpens() {
        while (!isFollowing()) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private static boolean isFollowing() {
        try {
            Platform.runLater(Training::follow);
            return true;
        } catch (IllegalStateException notStartedYet) {
            return false;
        }
    }

    private static void follow() {
        List.copyOf(Window.getWindows()).forEach(Training::closeLater);
        Window.getWindows()
                .addListener(
                        (ListChangeListener<Window>)
                                change -> {
                                    while (change.next()) {
                                        change.getAddedSubList().forEach(Training::closeLater);
                                    }
                                });
    }

    private static void closeLater(Window window) {
        new AnimationTimer() {
            private int frames;

            @Override
            public void handle(long now) {
                if (++frames == FRAMES) {
                    stop();
                    window.fireEvent(new WindowEvent(window, WindowEvent.WINDOW_CLOSE_REQUEST));
                }
            }
        }.start();
    }
}
