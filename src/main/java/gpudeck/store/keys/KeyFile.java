package gpudeck.store.keys;

import gpudeck.domain.ApiKey;
import gpudeck.domain.UserMessage;
import gpudeck.store.OwnerOnly;
import gpudeck.store.SettingException;
import gpudeck.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Says for each API address where its key is: in the keyring, or here. One line each: the address,
/// `keyring` or `key`, and the key.
final class KeyFile {

    private static final String IN_KEYRING = "keyring";
    private static final String HERE = "key";

    private final Path file;

    KeyFile(Path file) {
        this.file = file;
    }

    Path path() {
        return file;
    }

    /// @param here empty if the keyring has it
    record Line(Optional<ApiKey> here) {

        private String text() {
            return here.map(key -> HERE + " " + key.secret()).orElse(IN_KEYRING);
        }

        @SuppressWarnings("StringSplitter") // of words, none of which is empty
        private static Optional<Map.Entry<String, Line>> read(String text) {
            var words = text.strip().split("\\s+");
            if (words.length == 2 && words[1].equals(IN_KEYRING)) {
                return Optional.of(Map.entry(words[0], new Line(Optional.empty())));
            }
            return words.length == 3 && words[1].equals(HERE)
                    ? ApiKey.of(words[2])
                            .map(key -> Map.entry(words[0], new Line(Optional.of(key))))
                    : Optional.empty();
        }
    }

    Optional<Line> find(String apiUrl) throws SettingException, StoreException {
        return Optional.ofNullable(read().get(apiUrl));
    }

    void put(String apiUrl, Line line) throws SettingException, StoreException {
        var lines = read();
        lines.put(apiUrl, line);
        write(lines);
    }

    void remove(String apiUrl) throws SettingException, StoreException {
        var lines = read();
        if (lines.remove(apiUrl) != null) {
            write(lines);
        }
    }

    private Map<String, Line> read() throws SettingException, StoreException {
        if (!Files.exists(file)) {
            return new LinkedHashMap<>();
        }
        try {
            refuseIfOpen();
            var lines = new LinkedHashMap<String, Line>();
            for (var text : Files.readAllLines(file)) {
                if (!text.isBlank()) {
                    var line = Line.read(text).orElseThrow(this::unreadable);
                    lines.put(line.getKey(), line.getValue());
                }
            }
            return lines;
        } catch (IOException e) {
            throw new StoreException(file, String.valueOf(e.getMessage()), e);
        }
    }

    /// A key that others could read is theirs as well: it is not used, and so not relied on.
    private void refuseIfOpen() throws IOException, SettingException {
        var open = OwnerOnly.permissionsOfOthers(file);
        if (open.isPresent()) {
            throw new SettingException(
                    UserMessage.of("error.keyFile.tooOpen", file.toString(), open.get()));
        }
    }

    private SettingException unreadable() {
        return new SettingException(UserMessage.of("error.keyFile.unreadable", file.toString()));
    }

    private void write(Map<String, Line> lines) throws StoreException {
        try {
            if (lines.isEmpty()) {
                Files.deleteIfExists(file);
                return;
            }
            OwnerOnly.replace(
                    file,
                    lines.entrySet().stream()
                            .map(e -> e.getKey() + " " + e.getValue().text() + "\n")
                            .collect(Collectors.joining()));
        } catch (IOException e) {
            throw new StoreException(file, String.valueOf(e.getMessage()), e);
        }
    }
}
