package gpudeck.sim.api;

import gpudeck.sim.account.FileSystems;
import gpudeck.sim.account.LaunchOrder;
import gpudeck.sim.account.Refusal;
import gpudeck.sim.api.Fields.Limit;
import gpudeck.sim.cloudinit.UserData;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of a launch, well formed; whether what it names exists is not known yet.
record LaunchForm(
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
        List<String> rulesets,
        @Nullable UserData userData) {

    private static final Limit NAME = Limit.length(0, 64);
    private static final Limit REFERENCE = Limit.length(1, 64);
    private static final Limit HOSTNAME = Limit.matching(63, "[a-z0-9][0-9a-z-]{0,62}");
    private static final Limit MOUNT_POINT =
            Limit.matching(256, "(/home|/lambda/nfs|/data)[/a-zA-Z0-9-]*");
    private static final Limit TAG_KEY = Limit.matching(55, "[a-z][a-z0-9-:]+");
    private static final Limit TAG_VALUE = Limit.length(0, 128);
    private static final Limit USER_DATA = Limit.length(0, 1_000_000);

    static LaunchForm read(Fields fields) throws Refusal {
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
        var userData =
                fields.optionalText("user_data", USER_DATA)
                        .filter(text -> !text.isEmpty())
                        .map(UserData::parse)
                        .orElse(null);
        var tags = readTags(fields);
        var rulesets = readRulesets(fields);
        fields.end();
        return new LaunchForm(
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
                rulesets,
                userData);
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
            tags.add(new LaunchOrder.Tag(tag.text("key", TAG_KEY), tag.text("value", TAG_VALUE)));
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
