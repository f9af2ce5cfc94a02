package gpudeck.viewmodel.ending;

import gpudeck.engine.Engine;
import java.time.Duration;
import java.util.List;

/// Ends everything that was started here. Blocks.
@FunctionalInterface
public interface EndingAccess {

    /// @return the names of those whose end is not proved within `limit`
    List<String> endAllMine(Duration limit) throws Exception;

    static EndingAccess of(Engine engine) {
        return engine::endAllMine;
    }
}
