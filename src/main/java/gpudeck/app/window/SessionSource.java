package gpudeck.app.window;

import gpudeck.app.session.AlreadyOpenException;
import gpudeck.app.session.OpenSession;
import gpudeck.store.SettingException;
import gpudeck.store.StoreException;
import java.io.IOException;

/// How an engine comes to be.
@FunctionalInterface
public interface SessionSource {

    /// @param besideOthers also if another window uses the same data folder
    OpenSession open(boolean besideOthers)
            throws AlreadyOpenException, SettingException, StoreException, IOException;
}
