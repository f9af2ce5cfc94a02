package gpudeck.viewmodel.custody;

import gpudeck.domain.JobException;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.custody.Inheritance;
import java.util.Collection;

/// What is done with machines that a GPU Deck left running which is gone. Blocks.
public interface InheritanceAccess {

    /// Answers for them from here on.
    void takeOver() throws JobException;

    void end(Collection<InstanceId> ids);

    /// Leaves them running until their leases end.
    void keep(Collection<InstanceId> ids) throws JobException;

    static InheritanceAccess of(Inheritance inheritance) {
        return new InheritanceAccess() {
            @Override
            public void takeOver() throws JobException {
                inheritance.takeOver();
            }

            @Override
            public void end(Collection<InstanceId> ids) {
                inheritance.end(ids);
            }

            @Override
            public void keep(Collection<InstanceId> ids) throws JobException {
                inheritance.keep(ids);
            }
        };
    }
}
