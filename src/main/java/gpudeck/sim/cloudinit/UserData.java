package gpudeck.sim.cloudinit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.KeyPair;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a launch gave to cloud-init, taken apart as cloud-init does it. Only configuration that is
/// JSON is understood, which is YAML too; the rest is kept as it is, and no script runs.
///
/// @param text all of it
/// @param parts of a MIME message, or the one document that the text is
public record UserData(String text, List<Part> parts) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String CONFIG = "text/cloud-config";
    private static final Pattern LEADING_COMMENTS =
            Pattern.compile("\\A(?:[ \\t]*(?:#[^\\n]*)?\\r?\\n)*");

    /// cloud-init looks for it no further.
    private static final int HEAD = 4096;

    /// What a document's beginning says of it; a beginning of another comes after that.
    private static final List<Map.Entry<String, String>> BEGINNINGS =
            List.of(
                    Map.entry("#cloud-config-archive", "text/cloud-config-archive"),
                    Map.entry("#cloud-config-jsonp", "text/cloud-config-jsonp"),
                    Map.entry("#cloud-config", CONFIG),
                    Map.entry("#cloud-boothook", "text/cloud-boothook"),
                    Map.entry("#include-once", "text/x-include-once-url"),
                    Map.entry("#include", "text/x-include-url"),
                    Map.entry("#part-handler", "text/part-handler"),
                    Map.entry("## template: jinja", "text/jinja2"),
                    Map.entry("#!", "text/x-shellscript"));

    public UserData {
        parts = List.copyOf(parts);
    }

    /// @param type as MIME names it, for example `text/x-shellscript`
    /// @param content without its transfer encoding
    public record Part(String type, String content) {

        /// A part that names no special type has that of its beginning.
        private static Part of(String declared, String content) {
            boolean plain = declared.equals("text/plain");
            if (!plain && !declared.equals("application/octet-stream")) {
                return new Part(declared, content);
            }
            var begin = content.stripLeading();
            return BEGINNINGS.stream()
                    .filter(beginning -> begin.startsWith(beginning.getKey()))
                    .findFirst()
                    .map(beginning -> new Part(beginning.getValue(), content))
                    .orElseGet(() -> new Part(declared, content));
        }

        /// Without the content: a key may be in it.
        @Override
        public String toString() {
            return "Part[" + type + "]";
        }
    }

    public static UserData parse(String text) {
        var head = text.substring(0, Math.min(HEAD, text.length())).toLowerCase(Locale.ROOT);
        if (!head.contains("mime-version:")) {
            return new UserData(text, List.of(Part.of("text/plain", text)));
        }
        var parts =
                MimeEntity.parse(text).leaves().stream()
                        .map(leaf -> Part.of(leaf.type(), leaf.content()))
                        .toList();
        return new UserData(text, parts);
    }

    /// The ed25519 key by which the machine is to be known, from `ssh_keys`; empty too if it cannot
    /// be read.
    public Optional<KeyPair> hostKey() {
        var keys = setting("ssh_keys");
        var secret = keys.map(all -> all.path("ed25519_private").asText()).orElse("");
        if (secret.isEmpty()) {
            return Optional.empty();
        }
        return HostKeys.read(secret, keys.orElseThrow().path("ed25519_public").asText());
    }

    /// Whether `ssh_deletekeys` asks for the keys of the image to go.
    public boolean deletesHostKeys() {
        return setting("ssh_deletekeys").map(JsonNode::asBoolean).orElse(false);
    }

    /// As cloud-init merges parts: a later one replaces what an earlier one has under that name.
    private Optional<JsonNode> setting(String name) {
        return parts.stream()
                .filter(part -> part.type().equals(CONFIG))
                .flatMap(part -> json(part.content()).stream())
                .flatMap(config -> Optional.ofNullable(config.get(name)).stream())
                .reduce((_, later) -> later);
    }

    private static Optional<ObjectNode> json(String config) {
        try {
            var text = LEADING_COMMENTS.matcher(config).replaceFirst("");
            return JSON.readTree(text) instanceof ObjectNode object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (JsonProcessingException _) {
            return Optional.empty(); // YAML that is not JSON
        }
    }

    /// Without the content: a key may be in it.
    @Override
    public String toString() {
        return "UserData" + parts;
    }
}
