package gpudeck.sim.account;

import gpudeck.sim.cloudinit.UserData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A launch that was checked: everything it names exists and fits.
public record LaunchOrder(
        Catalog.InstanceType type,
        Catalog.Region region,
        SshKeys.Key key,
        @Nullable String name,
        @Nullable String hostname,
        List<FileSystems.Mount> mounts,
        List<String> fileSystemNames,
        List<Tag> tags,
        List<String> rulesetIds,
        @Nullable UserData userData) {

    public LaunchOrder {
        mounts = List.copyOf(mounts);
        fileSystemNames = List.copyOf(fileSystemNames);
        tags = List.copyOf(tags);
        rulesetIds = List.copyOf(rulesetIds);
    }

    public record Tag(String key, String value) {}
}
