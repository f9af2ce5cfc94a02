package gpudeck.viewmodel.ending;

import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.Engine;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/// What becomes of what this window holds when it closes. Blocks.
public interface ClosingAccess {

    /// Jobs stop listening to their machines in a moment.
    Duration LEAVING = Duration.ofSeconds(5);

    /// Ends all of it.
    ///
    /// @param too what only its lease would end
    /// @return the names of those whose end is not proved within `limit`
    List<String> endHeld(Collection<InstanceId> too, Duration limit) throws Exception;

    /// From here on only their leases end them; the jobs on them go on without us.
    void leave(Collection<InstanceId> ids) throws Exception;

    static ClosingAccess of(Engine engine) {
        return new ClosingAccess() {
            @Override
            public List<String> endHeld(Collection<InstanceId> too, Duration limit)
                    throws Exception {
                return engine.endHeld(too, limit);
            }

            @Override
            public void leave(Collection<InstanceId> ids) throws Exception {
                engine.leave(ids, LEAVING);
            }
        };
    }
}
