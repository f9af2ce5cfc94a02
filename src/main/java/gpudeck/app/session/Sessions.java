package gpudeck.app.session;

import gpudeck.cli.CommandException;
import gpudeck.cli.EngineFactory;
import gpudeck.cli.GlobalOptions;
import gpudeck.cli.KeyAccess;
import gpudeck.cloud.LambdaCloudClient;
import gpudeck.domain.ApiKey;
import gpudeck.domain.Secrets;
import gpudeck.domain.UserMessage;
import gpudeck.engine.doctor.AccountCheckup;
import gpudeck.engine.doctor.Doctor;
import gpudeck.engine.doctor.Report;
import gpudeck.engine.doctor.SshKeyCheckup;
import gpudeck.engine.keys.KeyService;
import gpudeck.sim.SimOptions;
import gpudeck.ssh.keys.KeysOnDisk;
import gpudeck.ssh.keys.SshAgent;
import gpudeck.store.DataFolder;
import gpudeck.store.HeldFile;
import gpudeck.store.SettingException;
import gpudeck.store.Settings;
import gpudeck.store.StoreException;
import gpudeck.store.keys.AccountKey;
import gpudeck.store.keys.KeptKeys;
import gpudeck.store.keys.Keyring;
import gpudeck.store.keys.SystemKeyring;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The one place that knows how an engine is put together. The real cloud and the simulator differ
/// in addresses, keys and folders only.
public final class Sessions implements EngineFactory, KeyAccess {

    private final Map<String, String> environment;
    private final Path workingFolder;
    private final UnaryOperator<SimOptions> simulated;
    private final Keyring keyring;

    /// @param simulated how the simulator of a demo differs from what it usually is
    /// @param keyring where keys are kept, and found if one was kept there
    public Sessions(
            Map<String, String> environment,
            Path workingFolder,
            UnaryOperator<SimOptions> simulated,
            Keyring keyring) {
        this.environment = Map.copyOf(environment);
        this.workingFolder = workingFolder;
        this.simulated = simulated;
        this.keyring = keyring;
    }

    /// As this process was started.
    public static Sessions ofThisProcess() {
        return new Sessions(
                System.getenv(), Path.of(""), UnaryOperator.identity(), new SystemKeyring());
    }

    /// With the API key that counts; a demo needs none.
    public Settings settings(GlobalOptions options) throws SettingException, StoreException {
        var account = accountKey(options);
        return options.isDemo() ? account.set() : account.settings();
    }

    @Override
    public AccountKey accountKey(GlobalOptions options) throws SettingException {
        var set = Settings.load(options.settings(), environment, workingFolder);
        return new AccountKey(set, keptKeys(set));
    }

    private KeptKeys keptKeys(Settings settings) {
        return new KeptKeys(keyring, new DataFolder(settings.home()), settings.apiUrl());
    }

    public DataFolder folder(GlobalOptions options) throws SettingException {
        return new DataFolder(accountKey(options).set().home());
    }

    @Override
    public OpenSession open(GlobalOptions options)
            throws CommandException,
                    SettingException,
                    StoreException,
                    IOException,
                    InterruptedException {
        var settings = settings(options);
        if (!options.isDemo() && settings.apiKey().isEmpty()) {
            throw CommandException.usage("app.noKey");
        }
        var session = open(options, settings);
        try {
            session.engine().custody().standGuard();
            return session;
        } catch (InterruptedException e) {
            session.close();
            throw e;
        }
    }

    /// Without a key on the simulator, also if it was not asked for.
    ///
    /// @throws AlreadyOpenException if another window uses the same data folder
    public OpenSession openForWindow(GlobalOptions options)
            throws AlreadyOpenException, SettingException, StoreException, IOException {
        return openForWindow(options, false);
    }

    /// @param besideOthers on the same data folder
    public OpenSession openForWindow(GlobalOptions options, boolean besideOthers)
            throws AlreadyOpenException, SettingException, StoreException, IOException {
        var settings = settings(options);
        var whole = new DataFolder(settings.home());
        var folder = isDemo(options, settings) ? whole.forDemo() : whole;
        folder.create();
        var held = HeldFile.tryHold(folder.window());
        if (held.isEmpty() && !besideOthers) {
            throw new AlreadyOpenException(folder.root());
        }
        try {
            var session = open(options, settings);
            held.ifPresent(session::holds);
            if (session.isDemo() && !options.isDemo()) {
                session.offers(key -> examine(settings, key));
            }
            return session;
        } catch (StoreException | IOException | RuntimeException e) {
            if (held.isPresent()) {
                held.get().close();
            }
            throw e;
        }
    }

    private static boolean isDemo(GlobalOptions options, Settings settings) {
        return options.isDemo() || settings.apiKey().isEmpty();
    }

    private OpenSession open(GlobalOptions options, Settings settings)
            throws StoreException, IOException {
        var folder = new DataFolder(settings.home());
        folder.create();
        Logging.into(folder.log(), options.isVerbose(), new Secrets(settings.apiKey()));
        return isDemo(options, settings)
                ? Demo.open(settings, keptKeys(settings), folder, simulated)
                : real(settings, settings.apiKey().get(), folder);
    }

    private Report examine(Settings settings, ApiKey key) throws InterruptedException, IOException {
        var account = account(settings, key, new DataFolder(settings.home()));
        return new Doctor(
                        List.of(
                                new AccountCheckup(
                                        account.cloud(),
                                        UserMessage.of("connect.works.text", key.tail())),
                                new SshKeyCheckup(
                                        new KeyService(
                                                account.cloud(),
                                                account.local(),
                                                account.newKeys()),
                                        settings.sshKeyName())))
                .examine();
    }

    private OpenSession real(Settings settings, ApiKey key, DataFolder folder)
            throws StoreException, IOException {
        return OpenSession.over(
                account(settings, key, folder),
                settings,
                keptKeys(settings),
                folder,
                folder.log(),
                Optional.empty());
    }

    private AccountAccess account(Settings settings, ApiKey key, DataFolder folder)
            throws IOException {
        var ofUser = Path.of(System.getProperty("user.home"), ".ssh");
        var agent = SshAgent.at(Optional.ofNullable(environment.get("SSH_AUTH_SOCK")));
        return new AccountAccess(
                new LambdaCloudClient(settings.apiUrl(), key, ApiPace.of(settings, key, folder)),
                key.fingerprint(),
                new KeysOnDisk(ofUser, settings.sshKeyFile(), agent),
                ofUser,
                new GuardianProcess(settings, key, folder));
    }
}
