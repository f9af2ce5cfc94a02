package gpudeck.app.window;

import gpudeck.domain.CloudException;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.Engine;
import gpudeck.viewmodel.frame.FrameViewModel;
import java.util.Collection;

/// What the frame does by itself.
record FleetActions(Engine engine) implements FrameViewModel.Actions {

    @Override
    public void readNow() throws CloudException, InterruptedException {
        engine.fleet().refresh();
        engine.catalog().refresh();
    }

    @Override
    public void terminate(Collection<InstanceId> ids) {
        engine.fleet().terminate(ids);
    }
}
