package gpudeck.sim.cloudinit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A MIME message, or a part of one: so much of RFC 2045 and 2046 as user data needs.
///
/// @param headers by their names in small letters
/// @param body as it was sent
record MimeEntity(Map<String, String> headers, String body) {

    private static final Pattern HEAD_END = Pattern.compile("(?:\\A|\\r?\\n)\\r?\\n");
    private static final Pattern FOLD = Pattern.compile("\\r?\\n[ \\t]+");
    private static final Pattern FIRST_BREAK = Pattern.compile("\\A\\r?\\n");
    private static final Pattern BOUNDARY =
            Pattern.compile(
                    ";\\s*boundary\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;]+))", Pattern.CASE_INSENSITIVE);

    static MimeEntity parse(String text) {
        var end = HEAD_END.matcher(text);
        if (!end.find()) {
            return new MimeEntity(headers(text), "");
        }
        return new MimeEntity(headers(text.substring(0, end.start())), text.substring(end.end()));
    }

    private static Map<String, String> headers(String head) {
        var headers = new HashMap<String, String>();
        FOLD.matcher(head)
                .replaceAll(" ")
                .lines()
                .forEach(line -> {
                    int colon = line.indexOf(':');
                    if (colon > 0) {
                        var name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                        headers.putIfAbsent(name, line.substring(colon + 1).strip());
                    }
                });
        return headers;
    }

    /// Without its parameters, in small letters.
    String type() {
        var value = headers.getOrDefault("content-type", "text/plain");
        return value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /// All that is not itself made of parts, in order.
    List<MimeEntity> leaves() {
        var boundary = boundary();
        if (!type().startsWith("multipart/") || boundary.isEmpty()) {
            return List.of(this);
        }
        return split(boundary.get()).stream()
                .flatMap(part -> parse(part).leaves().stream())
                .toList();
    }

    private Optional<String> boundary() {
        var found = BOUNDARY.matcher(headers.getOrDefault("content-type", ""));
        if (!found.find()) {
            return Optional.empty();
        }
        return Optional.of(found.group(1) == null ? found.group(2) : found.group(1));
    }

    /// The line break before a delimiter belongs to it. What precedes the first one is for readers
    /// that do not know MIME.
    private List<String> split(String boundary) {
        var delimiter =
                Pattern.compile(
                                "(?:\\A|\\r?\\n)--"
                                        + Pattern.quote(boundary)
                                        + "(--)?[ \\t]*(?=\\r?\\n|\\z)")
                        .matcher(body);
        var parts = new ArrayList<String>();
        int start = -1;
        while (delimiter.find()) {
            if (start >= 0) {
                parts.add(part(start, delimiter.start()));
            }
            start = delimiter.end();
            if (delimiter.group(1) != null) {
                return parts;
            }
        }
        if (start >= 0) {
            parts.add(part(start, body.length()));
        }
        return parts;
    }

    private String part(int start, int end) {
        return FIRST_BREAK.matcher(body.substring(start, end)).replaceFirst("");
    }

    /// The body without its transfer encoding.
    String content() {
        var encoding = headers.getOrDefault("content-transfer-encoding", "8bit");
        if (!encoding.equalsIgnoreCase("base64")) {
            return body;
        }
        return new String(Base64.getMimeDecoder().decode(body), StandardCharsets.UTF_8);
    }
}
