package gpudeck.dist;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The file `SHA256SUMS`, as `sha256sum --check` reads it.
final class Sums {

    private Sums() {}

    static void writeTo(Path file, List<Path> packages) throws IOException {
        var text = new StringBuilder();
        for (var each : packages) {
            text.append(sha256(each)).append("  ").append(each.getFileName()).append('\n');
        }
        Files.writeString(file, text);
    }

    private static String sha256(Path file) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
