package gpudeck.testing;

import gpudeck.cli.Cli;
import gpudeck.cli.GlobalOptions;
import gpudeck.cli.Session;
import gpudeck.engine.CatalogService;
import gpudeck.engine.Engine;
import gpudeck.engine.MachineAccess;
import gpudeck.engine.RemoteService;
import gpudeck.engine.Time;
import gpudeck.engine.custody.CustodyService;
import gpudeck.engine.doctor.AccountCheckup;
import gpudeck.engine.doctor.ComputerCheckup;
import gpudeck.engine.doctor.Doctor;
import gpudeck.engine.doctor.SshKeyCheckup;
import gpudeck.engine.fleet.Guard;
import gpudeck.engine.job.JobService;
import gpudeck.engine.keys.KeyService;
import gpudeck.ssh.keys.KeysOnDisk;
import gpudeck.ssh.sshj.SshjClient;
import gpudeck.store.DataFolder;
import gpudeck.store.SettingException;
import gpudeck.store.Settings;
import gpudeck.store.StoreException;
import gpudeck.store.keys.AccountKey;
import gpudeck.store.keys.KeptKeys;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Commands over a cloud in memory. Each [#run] is a program of its own over the same journal.
public final class CommandLineFixture implements AutoCloseable {

    public final FleetFixture account;
    public final MemoryKeyring keyring = new MemoryKeyring();
    private final Path folder;
    private final Time time;
    private TextTerminal terminal = new TextTerminal();

    public CommandLineFixture(Path folder, Time time) throws StoreException {
        this.folder = folder;
        this.time = time;
        this.account = new FleetFixture(folder, time);
    }

    /// @return the exit status
    public int run(String... arguments) {
        return command().run(List.of(arguments));
    }

    /// A command that is yet to be run, at a terminal of its own.
    public Cli command() {
        terminal = new TextTerminal();
        return new Cli(this::open, this::accountKey, terminal);
    }

    public TextTerminal terminal() {
        return terminal;
    }

    public String out() {
        return terminal.written();
    }

    public String err() {
        return terminal.complained();
    }

    private AccountKey accountKey(GlobalOptions options) throws SettingException {
        var home = folder.resolve("home");
        var set =
                Settings.load(options.settings(), Map.of("GPUDECK_HOME", home.toString()), folder);
        return new AccountKey(set, new KeptKeys(keyring, new DataFolder(home), set.apiUrl()));
    }

    private Session open(GlobalOptions options) throws SettingException {
        var fleet = account.fleet();
        var journal = account.journal();
        var catalog = new CatalogService(account.cloud, time);
        var local = new KeysOnDisk(folder.resolve("keys"), Optional.empty(), Optional.empty());
        var keys = new KeyService(account.cloud, local, folder.resolve("keys"));
        var hostKeys = Hosts.keys(folder, journal, time);
        var machines = new MachineAccess(new SshjClient(), keys, hostKeys, "ubuntu", 22);
        var jobs = new JobService(fleet, catalog, keys, machines, journal, time);
        var custody =
                CustodyService.over(
                        fleet,
                        Guard.UNNEEDED,
                        jobs::isAtWorkOn,
                        time,
                        Thread.ofVirtual().factory());
        var engine =
                new Engine(
                        fleet,
                        catalog,
                        jobs,
                        keys,
                        new RemoteService(fleet, machines, time),
                        custody,
                        Hosts.service(folder, fleet, hostKeys, machines),
                        time);
        var settings = Settings.load(options.settings(), Map.of(), folder);
        return new Session() {
            @Override
            public Engine engine() {
                return engine;
            }

            @Override
            public Settings settings() {
                return settings;
            }

            @Override
            public Doctor doctor() {
                return new Doctor(
                        List.of(
                                AccountCheckup.of(account.cloud, settings),
                                new SshKeyCheckup(keys, settings.sshKeyName()),
                                new ComputerCheckup(
                                        folder,
                                        folder,
                                        new KeptKeys(
                                                keyring,
                                                new DataFolder(folder),
                                                settings.apiUrl()))));
            }

            @Override
            public Path results() {
                return folder.resolve("runs");
            }

            @Override
            public Path exampleProject() {
                return folder.resolve("example");
            }

            @Override
            public void close() {
                // The next command goes on with the same engine.
            }
        };
    }

    @Override
    public void close() throws StoreException {
        account.close();
    }
}
