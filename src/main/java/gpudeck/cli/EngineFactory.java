package gpudeck.cli;

import gpudeck.store.SettingException;
import gpudeck.store.StoreException;
import java.io.IOException;

/// Puts an engine together for one command.
@FunctionalInterface
public interface EngineFactory {

    /// On the real cloud, or on the simulator with [GlobalOptions#isDemo]. What an earlier run left
    /// to be ended is taken up. The cloud is not asked yet.
    ///
    /// @throws CommandException if there is no API key, and it is not a demo
    Session open(GlobalOptions options)
            throws CommandException,
                    SettingException,
                    StoreException,
                    IOException,
                    InterruptedException;
}
