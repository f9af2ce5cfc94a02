package gpudeck.cloud;

import gpudeck.domain.cloud.LaunchRequest;
import gpudeck.domain.cloud.UserData;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/// The limits of a launch that the API description (1.10.0) states, checked before anything is
/// sent.
final class LaunchRules {

    private static final int NAME = 64;
    private static final int USER_DATA_BYTES = 1_000_000;
    private static final int TAG_KEY = 55;
    private static final int TAG_VALUE = 128;
    private static final Pattern HOSTNAME = Pattern.compile("[a-z0-9][0-9a-z-]{0,62}");
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9:-]+");
    private static final Pattern MOUNT = Pattern.compile("(/home|/lambda/nfs|/data)[/a-zA-Z0-9-]*");

    private LaunchRules() {}

    /// What is wrong, in English like the API's own messages; empty if nothing.
    static Optional<String> broken(LaunchRequest request) {
        if (request.name().filter(n -> n.length() > NAME).isPresent()) {
            return Optional.of("The name is longer than 64 characters.");
        }
        if (request.hostname().filter(h -> !HOSTNAME.matcher(h).matches()).isPresent()) {
            return Optional.of(
                    "The host name must have 1 to 63 lower-case letters, digits and hyphens.");
        }
        if (request.userData().filter(LaunchRules::isTooLong).isPresent()) {
            return Optional.of("The user data is larger than 1 MB.");
        }
        for (var mount : request.fileSystemMounts()) {
            if (mount.mountPoint().length() > 256 || !MOUNT.matcher(mount.mountPoint()).matches()) {
                return Optional.of("This mount point is not allowed: " + mount.mountPoint());
            }
        }
        for (var tag : request.tags().entrySet()) {
            if (tag.getKey().length() > TAG_KEY
                    || !KEY.matcher(tag.getKey()).matches()
                    || tag.getValue().length() > TAG_VALUE) {
                return Optional.of("This tag is not allowed: " + tag.getKey());
            }
        }
        return Optional.empty();
    }

    private static boolean isTooLong(UserData userData) {
        return userData.text().getBytes(StandardCharsets.UTF_8).length > USER_DATA_BYTES;
    }
}
