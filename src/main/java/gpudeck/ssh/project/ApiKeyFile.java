package gpudeck.ssh.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// A `.env` that sets the API key, as GPU Deck reads it from the folder it is started in. On a
/// rented machine the key could rent more.
final class ApiKeyFile {

    private static final Pattern SETS_KEY =
            Pattern.compile("(?m)^[ \\t]*(?:export[ \\t]+)?LAMBDA_API_KEY[ \\t]*=[ \\t]*[^\\s#]");

    /// Whoever writes more into a `.env` means something else by it.
    private static final long LARGEST = 1 << 20;

    private ApiKeyFile() {}

    static boolean is(Path file, long bytes) throws IOException {
        return String.valueOf(file.getFileName()).startsWith(".env")
                && bytes <= LARGEST
                && SETS_KEY.matcher(Files.readString(file, StandardCharsets.ISO_8859_1)).find();
    }
}
