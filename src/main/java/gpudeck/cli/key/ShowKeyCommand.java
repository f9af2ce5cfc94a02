package gpudeck.cli.key;

import gpudeck.cli.CommandContext;
import gpudeck.cli.CommandException;
import gpudeck.cli.ExitStatus;
import gpudeck.domain.ApiKey;
import gpudeck.store.keys.KeyPlace;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `gpudeck key show`: which key counts and where it was found, never the key itself.
@Command(name = "show")
public final class ShowKeyCommand implements Callable<Integer> {

    private final CommandContext context;

    public ShowKeyCommand(CommandContext context) {
        this.context = context;
    }

    /// @param tail the key's last characters
    /// @param found `environment`, `env_file`, `keyring` or `file`
    record Row(
            String apiUrl, String tail, String fingerprint, String found, Optional<String> file) {

        static Row of(String apiUrl, ApiKey key, KeyPlace place) {
            return new Row(apiUrl, key.tail(), key.fingerprint(), word(place), file(place));
        }

        private static String word(KeyPlace place) {
            return switch (place) {
                case KeyPlace.Environment _ -> "environment";
                case KeyPlace.EnvFile _ -> "env_file";
                case KeyPlace.SystemKeyring _ -> "keyring";
                case KeyPlace.OwnFile _ -> "file";
            };
        }

        private static Optional<String> file(KeyPlace place) {
            return switch (place) {
                case KeyPlace.EnvFile(Path file) -> Optional.of(file.toString());
                case KeyPlace.OwnFile(Path file) -> Optional.of(file.toString());
                case KeyPlace.Environment _, KeyPlace.SystemKeyring _ -> Optional.empty();
            };
        }
    }

    @Override
    public Integer call() throws Exception {
        var settings = context.accountKey().settings();
        var key = settings.apiKey().orElseThrow(() -> CommandException.usage("cli.key.none"));
        var place = settings.apiKeyFrom().orElseThrow();
        if (context.options().isJson()) {
            context.printer().json(Row.of(settings.apiUrl(), key, place));
        } else {
            var printer = context.printer();
            printer.answer("cli.key.show.tail", key.tail());
            printer.answer("cli.key.show.fingerprint", key.fingerprint());
            printer.answer("cli.key.show.found", place.words());
            printer.answer("cli.key.show.url", settings.apiUrl());
        }
        return ExitStatus.DONE;
    }
}
