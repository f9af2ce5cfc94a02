package gpudeck.cli;

import gpudeck.store.Setting;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// Options that every command takes. The API key is none of them: other users of a computer can
/// read command lines.
@Command(
        name = "gpudeck",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        usageHelpWidth = 100)
public final class GlobalOptions {

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            order = 100,
            descriptionKey = "cli.option.json")
    private boolean json;

    @Option(
            names = "--demo",
            scope = ScopeType.INHERIT,
            order = 100,
            descriptionKey = "cli.option.demo")
    private boolean demo;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            order = 100,
            descriptionKey = "cli.option.verbose")
    private boolean verbose;

    @Option(
            names = "--api-url",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            order = 100,
            descriptionKey = "cli.option.apiUrl")
    private Optional<String> apiUrl = Optional.empty();

    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            order = 100,
            descriptionKey = "cli.option.home")
    private Optional<String> home = Optional.empty();

    @Option(
            names = "--ssh-key",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            order = 100,
            descriptionKey = "cli.option.sshKey")
    private Optional<String> sshKey = Optional.empty();

    @Option(
            names = "--ssh-key-name",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            order = 100,
            descriptionKey = "cli.option.sshKeyName")
    private Optional<String> sshKeyName = Optional.empty();

    @Option(
            names = "--ssh-port",
            paramLabel = "PORT",
            scope = ScopeType.INHERIT,
            order = 100,
            descriptionKey = "cli.option.sshPort")
    private Optional<String> sshPort = Optional.empty();

    @Option(
            names = "--trust-first-key",
            scope = ScopeType.INHERIT,
            order = 100,
            descriptionKey = "cli.option.trustFirstKey")
    private boolean trustFirstKey;

    @Option(
            names = "--poll-seconds",
            paramLabel = "N",
            scope = ScopeType.INHERIT,
            order = 100,
            descriptionKey = "cli.option.pollSeconds")
    private Optional<String> pollSeconds = Optional.empty();

    public boolean isJson() {
        return json;
    }

    /// On the simulator, whatever else is set.
    public boolean isDemo() {
        return demo;
    }

    /// The log is to have the details too.
    public boolean isVerbose() {
        return verbose;
    }

    /// For [gpudeck.store.Settings#load].
    public Map<Setting, String> settings() {
        var given = new EnumMap<Setting, String>(Setting.class);
        apiUrl.ifPresent(value -> given.put(Setting.API_URL, value));
        home.ifPresent(value -> given.put(Setting.HOME, value));
        sshKey.ifPresent(value -> given.put(Setting.SSH_KEY, value));
        sshKeyName.ifPresent(value -> given.put(Setting.SSH_KEY_NAME, value));
        sshPort.ifPresent(value -> given.put(Setting.SSH_PORT, value));
        if (trustFirstKey) {
            given.put(Setting.TRUST_FIRST_KEY, "yes");
        }
        pollSeconds.ifPresent(value -> given.put(Setting.POLL_SECONDS, value));
        return given;
    }
}
