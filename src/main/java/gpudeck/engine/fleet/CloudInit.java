package gpudeck.engine.fleet;

import gpudeck.domain.cloud.UserData;
import gpudeck.ssh.keys.NewKeyPair;
import gpudeck.store.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Gives a machine its host key through cloud-init, beside what the user gives it.
final class CloudInit {

    /// cloud-init takes the message for a MIME one if its beginning says so.
    private static final int HEAD = 4096;

    private static final String MIME_VERSION = "mime-version:";

    private CloudInit() {}

    /// cloud-init lets a later part replace what an earlier one sets: ours is the last.
    static UserData giving(NewKeyPair hostKey, Optional<UserData> users) {
        var ours = config(hostKey);
        return users.map(theirs -> together(theirs.text(), ours))
                .orElseGet(() -> new UserData(ours));
    }

    /// JSON is YAML.
    private static String config(NewKeyPair hostKey) {
        var keys =
                new TreeMap<>(
                        Map.of(
                                "ed25519_private", hostKey.privateKey(),
                                "ed25519_public", hostKey.publicKey()));
        var settings = new TreeMap<>(Map.of("ssh_deletekeys", true, "ssh_keys", keys));
        return "#cloud-config\n" + Json.write(settings) + "\n";
    }

    private static UserData together(String theirs, String ours) {
        var boundary = boundaryNotIn(theirs);
        return new UserData(
                "Content-Type: multipart/mixed; boundary=\"%s\"\nMIME-Version: 1.0\n\n"
                                .formatted(boundary)
                        + "--"
                        + boundary
                        + "\n"
                        + (isMime(theirs) ? theirs : encoded("text/plain", theirs))
                        + "\n--"
                        + boundary
                        + "\n"
                        + encoded("text/cloud-config", ours)
                        + "\n--"
                        + boundary
                        + "--\n");
    }

    private static boolean isMime(String text) {
        return text.substring(0, Math.min(HEAD, text.length()))
                .toLowerCase(Locale.ROOT)
                .contains(MIME_VERSION);
    }

    /// cloud-init tells by its beginning what a plain text is. In base 64 every letter arrives as
    /// it is.
    private static String encoded(String type, String text) {
        return "Content-Type: %s; charset=\"utf-8\"\nContent-Transfer-Encoding: base64\n\n"
                        .formatted(type)
                + Base64.getMimeEncoder(76, new byte[] {'\n'})
                        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String boundaryNotIn(String text) {
        var boundary = "gpudeck";
        for (int number = 1; text.contains("--" + boundary); number++) {
            boundary = "gpudeck-" + number;
        }
        return boundary;
    }
}
