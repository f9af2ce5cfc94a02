package gpudeck.sim.api;

import gpudeck.sim.account.Account;
import gpudeck.sim.account.Catalog;
import gpudeck.sim.account.FileSystems;
import gpudeck.sim.account.LaunchOrder;
import gpudeck.sim.account.Refusal;
import gpudeck.sim.account.SshKeys;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Checks the body of a launch: first its form, then whether what it names exists.
record LaunchCheck(Account account) {

    LaunchOrder check(Fields fields) throws Refusal {
        var form = LaunchForm.read(fields);
        var type =
                account.catalog()
                        .type(form.type())
                        .orElseThrow(() -> Refusal.missing(400, "instance type"));
        var region =
                account.catalog()
                        .region(form.region())
                        .orElseThrow(() -> Refusal.missing(400, "region"));
        var key = key(form.keys());
        checkImage(form, region, type);
        var fileSystems = fileSystems(form, region);
        checkRulesets(form.rulesets(), region);
        return new LaunchOrder(
                type,
                region,
                key,
                form.name(),
                form.hostname(),
                mounts(form, fileSystems),
                fileSystems.stream().map(FileSystems.FileSystem::name).toList(),
                form.tags(),
                form.rulesets(),
                form.userData());
    }

    private SshKeys.Key key(List<String> names) throws Refusal {
        if (names.size() != 1) {
            throw Refusal.invalid("ssh_key_names: exactly one SSH key must be given.");
        }
        return account.keys()
                .named(names.getFirst())
                .orElseThrow(() -> Refusal.missing(400, "SSH key"));
    }

    private void checkImage(LaunchForm form, Catalog.Region region, Catalog.InstanceType type)
            throws Refusal {
        if (form.imageId() == null && form.imageFamily() == null) {
            return;
        }
        boolean exists =
                account.catalog().images().stream()
                        .filter(image -> image.region().equals(region))
                        .filter(image -> image.architecture().equals(type.architecture()))
                        .anyMatch(image ->
                                image.id().equals(form.imageId())
                                        || image.family().equals(form.imageFamily()));
        if (!exists) {
            throw Refusal.missing(400, "image");
        }
    }

    /// Those that are named and those that are mounted by id.
    private List<FileSystems.FileSystem> fileSystems(LaunchForm form, Catalog.Region region)
            throws Refusal {
        var found = new ArrayList<FileSystems.FileSystem>();
        for (var name : form.fileSystems()) {
            found.add(
                    account.fileSystems()
                            .named(name)
                            .orElseThrow(() -> Refusal.missing(400, "filesystem")));
        }
        for (var mount : form.mounts()) {
            found.add(
                    account.fileSystems()
                            .withId(mount.fileSystemId())
                            .orElseThrow(() -> Refusal.missing(400, "filesystem")));
        }
        for (var fileSystem : found) {
            if (!fileSystem.region().equals(region)) {
                throw new Refusal(
                        400,
                        "instance-operations/launch/file-system-in-wrong-region",
                        "The filesystem is not in the requested region.",
                        null);
            }
        }
        return found.stream().distinct().toList();
    }

    /// A mount that is given wins over the default one.
    private static List<FileSystems.Mount> mounts(
            LaunchForm form, List<FileSystems.FileSystem> all) {
        var mounts = new ArrayList<>(form.mounts());
        var mounted = new HashSet<String>();
        mounts.forEach(mount -> mounted.add(mount.fileSystemId()));
        for (var fileSystem : all) {
            if (mounted.add(fileSystem.id())) {
                mounts.add(new FileSystems.Mount(fileSystem.mountPoint(), fileSystem.id()));
            }
        }
        return mounts;
    }

    private void checkRulesets(List<String> ids, Catalog.Region region) throws Refusal {
        for (var id : ids) {
            if (!account.firewall().ruleset(id).region().equals(region)) {
                throw Refusal.invalid("firewall_rulesets: must be in the requested region.");
            }
        }
    }
}
