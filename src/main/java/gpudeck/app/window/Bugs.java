package gpudeck.app.window;

import gpudeck.domain.Messages;
import gpudeck.domain.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes what nobody caught: writes it down, and shows the first one until it is closed.
final class Bugs implements Thread.UncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Bugs.class);

    private final Path log;
    private final String version;
    private final Secrets secrets;
    private final SystemOpener opener;
    private final Messages messages;
    private Optional<Stage> shown = Optional.empty();

    Bugs(Path log, String version, Secrets secrets, SystemOpener opener, Messages messages) {
        this.log = log;
        this.version = version;
        this.secrets = secrets;
        this.opener = opener;
        this.messages = messages;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable bug) {
        var report = ErrorReport.of(bug, version, secrets);
        LOG.error("bug {} on {}", report.code(), thread.getName(), bug);
        Platform.runLater(() -> show(report));
    }

    private void show(ErrorReport report) {
        if (shown.filter(Stage::isShowing).isEmpty()) {
            shown = Optional.of(MessageWindow.bug(report, log, this::openLog, messages));
        }
    }

    private void openLog() {
        Thread.startVirtualThread(() -> {
            try {
                opener.open(String.valueOf(log.getParent()));
            } catch (IOException e) {
                LOG.warn("the log's folder does not open", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
