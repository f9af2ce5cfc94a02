package gpudeck.store;

import gpudeck.domain.ApiKey;
import gpudeck.domain.UserMessage;
import gpudeck.store.SettingSources.Found;
import gpudeck.store.keys.FoundKey;
import gpudeck.store.keys.KeyPlace;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.harawata.appdirs.AppDirsFactory;

/// What the user set outside the program: options, environment, `.env` files. See `.env.example`.
///
/// @param trustsFirstKey whatever host key a machine that was launched here shows first
/// @param home the data folder
/// @param guardianGrace from a crash until what must end is ended
/// @param keepsAwake the computer does not fall asleep by itself while something is guarded
/// @param apiKeyFrom where the key was found
public record Settings(
        Optional<ApiKey> apiKey,
        String apiUrl,
        Optional<Path> sshKeyFile,
        Optional<String> sshKeyName,
        int sshPort,
        boolean trustsFirstKey,
        Path home,
        Duration pollPeriod,
        Duration guardianGrace,
        boolean keepsAwake,
        Optional<KeyPlace> apiKeyFrom) {

    public static final String DEFAULT_API_URL = "https://cloud.lambda.ai/api/v1";

    private static final Set<String> THIS_COMPUTER = Set.of("localhost", "127.0.0.1", "[::1]");

    /// Every poll counts against the account's limit of one request per second.
    private static final int LONGEST_POLL_SECONDS = 3600;

    private static final int LONGEST_GRACE_SECONDS = 3600;

    /// Options win over the environment, that over `.env` in the working folder, that over `.env`
    /// in the data folder.
    ///
    /// @param options from the command line
    /// @throws SettingException if one of them cannot be used
    public static Settings load(
            Map<Setting, String> options, Map<String, String> environment, Path workingFolder)
            throws SettingException {
        var sources = SettingSources.of(options, environment);
        sources.addFolder(workingFolder);
        var home = sources.find(Setting.HOME);
        var folder =
                home.isPresent()
                        ? path(home.get(), workingFolder)
                        : platformFolder().toAbsolutePath();
        sources.addFolder(folder);
        return from(sources, folder, workingFolder);
    }

    private static Settings from(SettingSources sources, Path home, Path workingFolder)
            throws SettingException {
        var apiKey = sources.find(Setting.API_KEY);
        var url = sources.find(Setting.API_URL);
        var keyFile = sources.find(Setting.SSH_KEY);
        return new Settings(
                apiKey.isPresent() ? Optional.of(apiKey(apiKey.get())) : Optional.empty(),
                url.isPresent() ? url(url.get()) : DEFAULT_API_URL,
                keyFile.isPresent()
                        ? Optional.of(path(keyFile.get(), workingFolder))
                        : Optional.empty(),
                sources.find(Setting.SSH_KEY_NAME).map(Found::value),
                number(sources, Setting.SSH_PORT, 65535),
                isYes(sources, Setting.TRUST_FIRST_KEY),
                home,
                Duration.ofSeconds(number(sources, Setting.POLL_SECONDS, LONGEST_POLL_SECONDS)),
                Duration.ofSeconds(
                        number(sources, Setting.GUARDIAN_GRACE_SECONDS, LONGEST_GRACE_SECONDS)),
                isYes(sources, Setting.KEEP_AWAKE),
                apiKey.flatMap(Found::place));
    }

    /// The same with a key that was kept, for when none is set.
    public Settings withKept(FoundKey kept) {
        return new Settings(
                Optional.of(kept.key()),
                apiUrl,
                sshKeyFile,
                sshKeyName,
                sshPort,
                trustsFirstKey,
                home,
                pollPeriod,
                guardianGrace,
                keepsAwake,
                Optional.of(kept.place()));
    }

    /// The API is a program on this computer: a simulator, which has none of the cloud's limits.
    public boolean isApiHere() {
        return isThisComputer(URI.create(apiUrl));
    }

    private static Path platformFolder() {
        return Path.of(AppDirsFactory.getInstance().getUserDataDir("gpudeck", "", "gpudeck"));
    }

    /// The value is not shown.
    private static ApiKey apiKey(Found found) throws SettingException {
        return ApiKey.of(found.value())
                .orElseThrow(() -> unusable(found, "***", UserMessage.of("error.setting.key")));
    }

    private static String url(Found found) throws SettingException {
        try {
            var url = new URI(found.value().replaceAll("/+$", ""));
            boolean plain = "http".equals(url.getScheme()) && isThisComputer(url);
            if (url.getHost() == null || !(plain || "https".equals(url.getScheme()))) {
                throw unusable(found, found.value(), UserMessage.of("error.setting.url"));
            }
            return url.toString();
        } catch (URISyntaxException _) {
            throw unusable(found, found.value(), UserMessage.of("error.setting.url"));
        }
    }

    private static boolean isThisComputer(URI url) {
        return url.getHost() != null && THIS_COMPUTER.contains(url.getHost());
    }

    /// `~` is the user's home; other relative paths begin in the working folder.
    private static Path path(Found found, Path workingFolder) throws SettingException {
        var value = found.value();
        var home = System.getProperty("user.home");
        try {
            return value.equals("~") || value.startsWith("~/") || value.startsWith("~\\")
                    ? Path.of(home + value.substring(1))
                    : workingFolder.toAbsolutePath().resolve(value).normalize();
        } catch (InvalidPathException _) {
            throw unusable(found, value, UserMessage.of("error.setting.path"));
        }
    }

    private static int number(SettingSources sources, Setting setting, int largest)
            throws SettingException {
        var found = sources.find(setting);
        if (found.isEmpty()) {
            return Integer.parseInt(setting.fallback());
        }
        var value = found.get().value();
        // Nine digits at most, so that it fits.
        int number = value.matches("[0-9]{1,9}") ? Integer.parseInt(value) : 0;
        if (number < 1 || number > largest) {
            throw unusable(
                    found.get(),
                    value,
                    UserMessage.of("error.setting.number", "1", Integer.toString(largest)));
        }
        return number;
    }

    private static boolean isYes(SettingSources sources, Setting setting) throws SettingException {
        var found = sources.find(setting);
        var value = found.map(Found::value).orElse(setting.fallback()).toLowerCase(Locale.ROOT);
        if (value.equals("yes") || value.equals("no")) {
            return value.equals("yes");
        }
        throw unusable(found.orElseThrow(), value, UserMessage.of("error.setting.yesOrNo"));
    }

    private static SettingException unusable(Found found, String shown, UserMessage why) {
        return new SettingException(
                UserMessage.of("error.setting", found.setting().key(), shown, found.where(), why));
    }
}
