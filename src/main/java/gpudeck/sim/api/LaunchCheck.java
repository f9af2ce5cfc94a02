package gpudeck.sim.api;

import gpudeck.sim.account.Account;
import gpudeck.sim.account.Catalog;
import gpudeck.sim.account.FileSystems;
import gpudeck.sim.account.LaunchOrder;
import gpudeck.sim.account.Refusal;
import gpudeck.sim.account.SshKeys;
import gpudeck.sim.api.Fields.Limit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks the body of a launch: first its form, then whether what it names exists.
record LaunchCheck(Account account) {

    private static final Limit NAME = Limit.length(0, 64);
    private static final Limit REFERENCE = Limit.length(1, 64);
    private static final Limit HOSTNAME = Limit.matching(63, "[a-z0-9][0-9a-z-]{0,62}");
    private static final Limit MOUNT_POINT =
            Limit.matching(256, "(/home|/lambda/nfs|/data)[/a-zA-Z0-9-]*");
    private static final Limit TAG_KEY = Limit.matching(55, "[a-z][a-z0-9-:]+");
    private static final Limit TAG_VALUE = Limit.length(0, 128);
    private static final Limit USER_DATA = Limit.length(0, 1_000_000);

    LaunchOrder check(Fields fields) throws Refusal {
        var form = Form.read(fields);
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
                form.rulesets());
    }

    private SshKeys.Key key(List<String> names) throws Refusal {
        if (names.size() != 1) {
            throw Refusal.invalid("ssh_key_names: exactly one SSH key must be given.");
        }
        return account.keys()
                .named(names.getFirst())
                .orElseThrow(() -> Refusal.missing(400, "SSH key"));
    }

    private void checkImage(Form form, Catalog.Region region, Catalog.InstanceType type)
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
    private List<FileSystems.FileSystem> fileSystems(Form form, Catalog.Region region)
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
    private static List<FileSystems.Mount> mounts(Form form, List<FileSystems.FileSystem> all) {
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

    /// The body, well formed.
    private record Form(
            String region,
            String type,
            List<String> keys,
            @Nullable String name,
            @Nullable String hostname,
            List<String> fileSystems,
            List<FileSystems.Mount> mounts,
            @Nullable String imageId,
            @Nullable String imageFamily,
            List<LaunchOrder.Tag> tags,
            List<String> rulesets) {

        static Form read(Fields fields) throws Refusal {
            var region = fields.text("region_name", REFERENCE);
            var type = fields.text("instance_type_name", REFERENCE);
            var keys = fields.texts("ssh_key_names", REFERENCE);
            var name = fields.optionalText("name", NAME).filter(n -> !n.isEmpty()).orElse(null);
            var hostname = fields.optionalText("hostname", HOSTNAME).orElse(null);
            var fileSystems = fields.optionalTexts("file_system_names", REFERENCE);
            var mounts = readMounts(fields);
            var image = fields.object("image");
            var imageId = image.isEmpty() ? null : text(image.get(), "id");
            var imageFamily = image.isEmpty() ? null : text(image.get(), "family");
            if (image.isPresent()) {
                image.get().end();
                if ((imageId == null) == (imageFamily == null)) {
                    throw Refusal.invalid("image: give either id or family.");
                }
            }
            fields.optionalText("user_data", USER_DATA);
            var tags = readTags(fields);
            var rulesets = readRulesets(fields);
            fields.end();
            return new Form(
                    region,
                    type,
                    keys,
                    name,
                    hostname,
                    fileSystems,
                    mounts,
                    imageId,
                    imageFamily,
                    tags,
                    rulesets);
        }

        private static @Nullable String text(Fields fields, String name) throws Refusal {
            return fields.optionalText(name, REFERENCE).orElse(null);
        }

        private static List<FileSystems.Mount> readMounts(Fields fields) throws Refusal {
            var mounts = new ArrayList<FileSystems.Mount>();
            for (var mount : fields.optionalObjects("file_system_mounts")) {
                mounts.add(
                        new FileSystems.Mount(
                                mount.text("mount_point", MOUNT_POINT),
                                mount.text("file_system_id", REFERENCE)));
                mount.end();
            }
            return mounts;
        }

        private static List<LaunchOrder.Tag> readTags(Fields fields) throws Refusal {
            var tags = new ArrayList<LaunchOrder.Tag>();
            for (var tag : fields.optionalObjects("tags")) {
                tags.add(
                        new LaunchOrder.Tag(
                                tag.text("key", TAG_KEY), tag.text("value", TAG_VALUE)));
                tag.end();
            }
            return tags;
        }

        private static List<String> readRulesets(Fields fields) throws Refusal {
            var ids = new ArrayList<String>();
            for (var ruleset : fields.optionalObjects("firewall_rulesets")) {
                ids.add(ruleset.text("id", REFERENCE));
                ruleset.end();
            }
            return ids;
        }
    }
}
