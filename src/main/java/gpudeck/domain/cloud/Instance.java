package gpudeck.domain.cloud;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One rented machine, as last reported by the cloud. The API reports neither a start time nor a
/// cost.
///
/// @param actions by the API's name (`restart`, `terminate`, …); an action that is absent was not
///   reported, which is not the same as blocked
public record Instance(
        InstanceId id,
        Optional<String> name,
        InstanceStatus status,
        Optional<String> ip,
        Optional<String> privateIp,
        Optional<String> hostname,
        Region region,
        InstanceType type,
        List<String> sshKeyNames,
        List<String> fileSystemNames,
        List<FileSystemMount> fileSystemMounts,
        Optional<JupyterLink> jupyter,
        Map<String, String> tags,
        Map<String, Action> actions,
        List<String> firewallRulesetIds) {

    /// Says on which port this instance's sshd listens, where it is not the usual one.
    public static final String SSH_PORT_TAG = "gpudeck-ssh-port";

    public Instance {
        sshKeyNames = List.copyOf(sshKeyNames);
        fileSystemNames = List.copyOf(fileSystemNames);
        fileSystemMounts = List.copyOf(fileSystemMounts);
        tags = Map.copyOf(tags);
        actions = Map.copyOf(actions);
        firewallRulesetIds = List.copyOf(firewallRulesetIds);
    }

    /// The name if it has one, else the start of its id.
    public String displayName() {
        return name.filter(n -> !n.isBlank())
                .orElseGet(() -> id.value().substring(0, Math.min(8, id.value().length())));
    }

    /// @param reason why it is not available, in the API's words; empty if it is
    public record Action(boolean available, String reason) {}

    /// Where to open JupyterLab. The address carries its token, so it is never shown or logged.
    public record JupyterLink(String url) {
        @Override
        public String toString() {
            return "JupyterLink[***]";
        }
    }
}
