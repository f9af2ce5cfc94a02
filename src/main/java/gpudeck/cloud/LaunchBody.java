package gpudeck.cloud;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import gpudeck.domain.cloud.ImageChoice;
import gpudeck.domain.cloud.LaunchRequest;
import gpudeck.domain.cloud.UserData;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The body of a launch. What is not chosen is left out, and takes the API's default.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record LaunchBody(
        @JsonProperty("region_name") String region,
        @JsonProperty("instance_type_name") String type,
        @JsonProperty("ssh_key_names") List<String> sshKeyNames,
        @Nullable String name,
        @Nullable String hostname,
        @Nullable Map<String, String> image,
        @JsonProperty("file_system_names") List<String> fileSystemNames,
        @JsonProperty("file_system_mounts") List<Map<String, String>> mounts,
        @JsonProperty("user_data") @Nullable String userData,
        List<Map<String, String>> tags,
        @JsonProperty("firewall_rulesets") List<Map<String, String>> rulesets) {

    /// Without the user data: a private key may be in it.
    @Override
    public String toString() {
        return "LaunchBody[" + type + ", " + region + "]";
    }

    static LaunchBody of(LaunchRequest request) {
        return new LaunchBody(
                request.region(),
                request.typeName(),
                List.of(request.sshKeyName()),
                request.name().orElse(null),
                request.hostname().orElse(null),
                request.image().map(LaunchBody::image).orElse(null),
                request.fileSystemNames(),
                request.fileSystemMounts().stream()
                        .map(m ->
                                Map.of(
                                        "mount_point", m.mountPoint(),
                                        "file_system_id", m.fileSystemId()))
                        .toList(),
                request.userData().map(UserData::text).orElse(null),
                request.tags().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(t -> Map.of("key", t.getKey(), "value", t.getValue()))
                        .toList(),
                request.firewallRulesetIds().stream().map(id -> Map.of("id", id)).toList());
    }

    private static Map<String, String> image(ImageChoice choice) {
        return switch (choice) {
            case ImageChoice.Family(var family) -> Map.of("family", family);
            case ImageChoice.ById(var id) -> Map.of("id", id);
        };
    }
}
