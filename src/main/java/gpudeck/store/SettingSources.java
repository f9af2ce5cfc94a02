package gpudeck.store;

import gpudeck.domain.UserMessage;
import gpudeck.store.keys.KeyPlace;
import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import io.github.cdimascio.dotenv.DotenvException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The places that settings come from; earlier ones win. A setting that is blank in one place is
/// not set there.
final class SettingSources {

    /// @param place empty for the command line, which has no key
    private record Source(Optional<KeyPlace> place, Map<String, String> values) {}

    /// @param place empty for the command line
    record Found(Setting setting, String value, Optional<KeyPlace> place) {

        /// It was found there.
        UserMessage where() {
            return place.map(KeyPlace::words)
                    .orElseGet(() -> UserMessage.of("error.setting.from.option"));
        }
    }

    private final List<Source> sources = new ArrayList<>();

    static SettingSources of(Map<Setting, String> options, Map<String, String> environment) {
        var byKey =
                options.entrySet().stream()
                        .collect(Collectors.toMap(e -> e.getKey().key(), Map.Entry::getValue));
        var sources = new SettingSources();
        sources.sources.add(new Source(Optional.empty(), byKey));
        sources.sources.add(new Source(Optional.of(new KeyPlace.Environment()), environment));
        return sources;
    }

    /// Adds `.env` of that folder, if there is one.
    void addFolder(Path folder) throws SettingException {
        var file = folder.resolve(".env");
        if (!Files.isRegularFile(file)) {
            return;
        }
        try {
            var values =
                    Dotenv.configure()
                            .directory(folder.toString())
                            .load()
                            .entries(Dotenv.Filter.DECLARED_IN_ENV_FILE)
                            .stream()
                            .collect(Collectors.toMap(DotenvEntry::getKey, DotenvEntry::getValue));
            sources.add(new Source(Optional.of(new KeyPlace.EnvFile(file)), values));
        } catch (DotenvException e) {
            throw new SettingException(
                    UserMessage.of(
                            "error.setting.file", file.toString(), String.valueOf(e.getMessage())),
                    e);
        }
    }

    Optional<Found> find(Setting setting) {
        for (var source : sources) {
            var value = source.values().getOrDefault(setting.key(), "").strip();
            if (!value.isEmpty()) {
                return Optional.of(new Found(setting, value, source.place()));
            }
        }
        return Optional.empty();
    }
}
