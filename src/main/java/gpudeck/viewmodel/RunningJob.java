package gpudeck.viewmodel;

import gpudeck.domain.RunId;
import gpudeck.domain.job.RunState;
import java.nio.file.Path;
import javafx.beans.property.ReadOnlyObjectProperty;

/// A job of this session as the window sees it: a JavaFX task stands behind it.
public interface RunningJob {

    RunId id();

    /// Changes on the UI thread only.
    ReadOnlyObjectProperty<RunState> stateProperty();

    Path folder();

    /// Cancels the job; its instance runs on if that was agreed. Returns at once.
    void cancel();

    /// Cancels the job and terminates its instance. Returns at once.
    void cancelAndTerminate();
}
