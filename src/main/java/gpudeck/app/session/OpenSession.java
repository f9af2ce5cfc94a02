package gpudeck.app.session;

import gpudeck.cli.Session;
import gpudeck.engine.Engine;
import gpudeck.sim.Simulator;
import gpudeck.store.DataFolder;
import gpudeck.store.Settings;
import gpudeck.store.StoreException;
import gpudeck.store.journal.Journal;
import gpudeck.store.keys.KeptKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An engine over an open journal, with the simulator below it if it is a demo.
public final class OpenSession implements Session {

    private static final Logger LOG = LoggerFactory.getLogger(OpenSession.class);

    private final Engine engine;
    private final Journal journal;
    private final Settings settings;
    private final KeptKeys keys;
    private final DataFolder folder;
    private final Path log;
    private final Optional<Simulator> simulator;
    private final AtomicBoolean closed = new AtomicBoolean();

    private OpenSession(
            Engine engine,
            Journal journal,
            Settings settings,
            KeptKeys keys,
            DataFolder folder,
            Path log,
            Optional<Simulator> simulator) {
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
        var session = new OpenSession(engine, journal, settings, keys, folder, log, simulator);
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
    }
}
