package gpudeck.viewmodel.custody;

import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.InstanceId;
import java.util.List;
import java.util.Optional;

/// Machines that a GPU Deck left running which is gone, and nobody has decided on.
///
/// @param text what they cost, and until when they may run
/// @param problem why the last decision could not be kept
public record Inherited(
        List<InstanceId> ids, UserMessage lead, UserMessage text, Optional<UserMessage> problem) {

    public Inherited {
        ids = List.copyOf(ids);
    }
}
