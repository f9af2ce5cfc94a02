package gpudeck.domain.cloud;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is asked of the launch endpoint: one instance. `quantity` is not a field of the API.
///
/// @param sshKeyName the API takes exactly one
/// @param name at most 64 characters; not unique
/// @param userData cloud-init, at most 1 MB, write-only
/// @param tags key of 2–55 characters `^[a-z][a-z0-9-:]+$`, value of at most 128
public record LaunchRequest(
        String region,
        String typeName,
        String sshKeyName,
        Optional<String> name,
        Optional<String> hostname,
        Optional<ImageChoice> image,
        List<String> fileSystemNames,
        List<FileSystemMount> fileSystemMounts,
        Optional<UserData> userData,
        Map<String, String> tags,
        List<String> firewallRulesetIds) {

    public LaunchRequest {
        fileSystemNames = List.copyOf(fileSystemNames);
        fileSystemMounts = List.copyOf(fileSystemMounts);
        tags = Map.copyOf(tags);
        firewallRulesetIds = List.copyOf(firewallRulesetIds);
    }

    public LaunchRequest withUserData(UserData data) {
        return new LaunchRequest(
                region,
                typeName,
                sshKeyName,
                name,
                hostname,
                image,
                fileSystemNames,
                fileSystemMounts,
                Optional.of(data),
                tags,
                firewallRulesetIds);
    }
}
