package gpudeck.viewmodel.instances;

import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.InstanceId;
import java.util.List;

/// Machines that cost money, were not started here, and are not known to the user yet.
public record Strangers(List<InstanceId> ids, UserMessage lead, UserMessage text) {}
