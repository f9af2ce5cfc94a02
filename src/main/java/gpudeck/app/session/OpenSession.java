package gpudeck.app.session;

import gpudeck.cli.Session;
import gpudeck.domain.ApiKey;
import gpudeck.engine.Engine;
import gpudeck.engine.ProgramPath;
import gpudeck.engine.custody.StayAwake;
import gpudeck.engine.doctor.AccountCheckup;
import gpudeck.engine.doctor.ComputerCheckup;
import gpudeck.engine.doctor.Doctor;
import gpudeck.engine.doctor.PortCheckup;
import gpudeck.engine.doctor.Report;
import gpudeck.engine.doctor.SleepCheckup;
import gpudeck.engine.doctor.SshKeyCheckup;
import gpudeck.engine.doctor.SshProgramCheckup;
import gpudeck.sim.Simulator;
import gpudeck.store.DataFolder;
import gpudeck.store.HeldFile;
import gpudeck.store.Settings;
import gpudeck.store.StoreException;
import gpudeck.store.journal.Journal;
import gpudeck.store.keys.KeptKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An engine over an open journal, with the simulator below it if it is a demo.
public final class OpenSession implements Session {

    private static final Logger LOG = LoggerFactory.getLogger(OpenSession.class);

    private final AccountAccess account;
    private final Engine engine;
    private final Journal journal;
    private final Settings settings;
    private final KeptKeys keys;
    private final DataFolder folder;
    private final Path log;
    private final Optional<Simulator> simulator;
    private Optional<HeldFile> held = Optional.empty();
    private Optional<Trial> trial = Optional.empty();
    private final AtomicBoolean closed = new AtomicBoolean();

    private OpenSession(
            AccountAccess account,
            Engine engine,
            Journal journal,
            Settings settings,
            KeptKeys keys,
            DataFolder folder,
            Path log,
            Optional<Simulator> simulator) {
        this.account = account;
        this.engine = engine;
        this.journal = journal;
        this.settings = settings;
        this.keys = keys;
        this.folder = folder;
        this.log = log;
        this.simulator = simulator;
    }

    /// Takes up what an earlier run of the program left.
    ///
    /// @param keys of the real account, whatever `settings` say
    /// @param folder with the journal and the runs
    /// @param simulator is closed with the session
    static OpenSession over(
            AccountAccess account,
            Settings settings,
            KeptKeys keys,
            DataFolder folder,
            Path log,
            Optional<Simulator> simulator)
            throws StoreException {
        var journal = Journal.open(folder.journal());
        var engine = account.engine(journal, settings, folder);
        var session =
                new OpenSession(account, engine, journal, settings, keys, folder, log, simulator);
        try {
            engine.fleet().resume();
            engine.custody().begin();
            engine.hosts().begin();
            return session;
        } catch (StoreException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /// Looks whether an account can be used from here: its API key, and an SSH key.
    @FunctionalInterface
    public interface Trial {
        Report of(ApiKey key) throws InterruptedException, IOException;
    }

    /// How a key is tried before it is kept; empty unless this is a demo only because there is
    /// none.
    public Optional<Trial> trial() {
        return trial;
    }

    void offers(Trial how) {
        trial = Optional.of(how);
    }

    /// Lets go of it when it is closed.
    void holds(HeldFile file) {
        held = Optional.of(file);
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    /// Where a key for the real account is kept, also in a demo.
    public KeptKeys keys() {
        return keys;
    }

    public DataFolder folder() {
        return folder;
    }

    public Path log() {
        return log;
    }

    public boolean isDemo() {
        return simulator.isPresent();
    }

    @Override
    public Doctor doctor() {
        return doctor(folder.results());
    }

    /// @param results where runs bring their results
    public Doctor doctor(Path results) {
        return new Doctor(
                List.of(
                        AccountCheckup.of(account.cloud(), settings),
                        new SshKeyCheckup(engine.keys(), settings.sshKeyName()),
                        new PortCheckup(engine.fleet(), settings.sshPort()),
                        new SshProgramCheckup(ProgramPath.ofTheSystem()),
                        new ComputerCheckup(folder.root(), results, keys),
                        new SleepCheckup(settings.keepsAwake(), StayAwake.onThisComputer())));
    }

    @Override
    public Path results() {
        return folder.results();
    }

    @Override
    public Path exampleProject() throws IOException {
        return ExampleProject.unpackedInto(folder.root().resolve("example"));
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        engine.close();
        simulator.ifPresent(Simulator::close);
        try {
            journal.close();
        } catch (StoreException e) {
            LOG.warn("the journal did not close", e);
        }
        try {
            if (held.isPresent()) {
                held.get().close();
            }
        } catch (IOException e) {
            LOG.warn("the data folder is not let go of", e);
        }
    }
}
