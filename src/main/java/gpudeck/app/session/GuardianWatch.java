package gpudeck.app.session;

import gpudeck.cloud.LambdaCloudClient;
import gpudeck.domain.ApiKey;
import gpudeck.domain.Secrets;
import gpudeck.engine.Time;
import gpudeck.engine.custody.Guardian;
import gpudeck.engine.custody.StayAwake;
import gpudeck.engine.fleet.Account;
import gpudeck.engine.fleet.FleetService;
import gpudeck.engine.fleet.Guard;
import gpudeck.store.DataFolder;
import gpudeck.store.HeldFile;
import gpudeck.store.Settings;
import gpudeck.store.StoreException;
import gpudeck.store.journal.Journal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The guardian's own process from its start to its end: the key, the lock, and its looks.
public final class GuardianWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GuardianWatch.class);

    /// What it writes when it stands guard.
    public static final String READY = GuardianProcess.READY;

    /// While the program that started it lives, it stays so long with nothing to guard: the next
    /// launch may come.
    private static final Duration LINGER = Duration.ofMinutes(1);

    private final Path lockFile;
    private final BufferedReader parent;
    private final Journal journal;
    private final FleetService fleet;
    private final Guardian guardian;
    private final Time time;
    private final boolean keepsAwake;
    private final StayAwake awake = StayAwake.onThisComputer();
    private Optional<HeldFile> lock;
    private volatile boolean parentGone;

    private GuardianWatch(
            Path lockFile,
            BufferedReader parent,
            Journal journal,
            FleetService fleet,
            Guardian guardian,
            Time time,
            boolean keepsAwake,
            Optional<HeldFile> lock) {
        this.lockFile = lockFile;
        this.parent = parent;
        this.journal = journal;
        this.fleet = fleet;
        this.guardian = guardian;
        this.time = time;
        this.keepsAwake = keepsAwake;
        this.lock = lock;
    }

    /// @param parent whose first line is the API key, and which ends when the program that started
    ///   this one does
    public static GuardianWatch open(Settings settings, InputStream parent)
            throws IOException, StoreException {
        var folder = new DataFolder(settings.home());
        folder.create();
        var lines = new BufferedReader(new InputStreamReader(parent, StandardCharsets.UTF_8));
        var key =
                Optional.ofNullable(lines.readLine())
                        .filter(line -> !line.isBlank())
                        .map(ApiKey::new)
                        .orElseThrow(() -> new IOException("no API key on standard input"));
        Logging.into(folder.guardianLog(), false, new Secrets(Optional.of(key)));
        var lockFile = folder.guardian(key.fingerprint());
        var lock = HeldFile.tryHold(lockFile);
        var journal = Journal.open(folder.journal());
        var time = new SystemTime();
        var pacer = ApiPace.of(settings, key, folder);
        var cloud = new LambdaCloudClient(settings.apiUrl(), key, pacer);
        var fleet =
                new FleetService(
                        new Account(cloud, key.fingerprint(), journal, time),
                        _ -> Optional.empty(),
                        Guard.UNNEEDED,
                        ZoneOffset.UTC,
                        Thread.ofVirtual().name("fleet-", 0).factory());
        return new GuardianWatch(
                lockFile,
                lines,
                journal,
                fleet,
                new Guardian(fleet, settings.guardianGrace(), time),
                time,
                settings.keepsAwake(),
                lock);
    }

    /// False if there is another guardian already.
    public boolean stands() {
        return lock.isPresent();
    }

    public void untilNothingIsLeft() throws InterruptedException, IOException {
        LOG.info("Standing guard");
        Thread.ofVirtual().name("parent").start(this::followParent);
        do {
            guard();
            lock.orElseThrow().close();
            // A launch may have seen the lock, and written its intent, just before it was let go.
            lock = guardian.look() ? HeldFile.tryHold(lockFile) : Optional.empty();
        } while (stands());
        LOG.info("Nothing is left to guard");
    }

    private void guard() throws InterruptedException {
        var needed = time.now();
        while (true) {
            if (guardian.look()) {
                needed = time.now();
                if (keepsAwake) {
                    awake.hold();
                }
            } else {
                awake.release();
                if (parentGone || isOver(needed)) {
                    return;
                }
            }
            guardian.pause();
        }
    }

    private boolean isOver(Instant needed) {
        return !time.now().isBefore(needed.plus(LINGER));
    }

    private void followParent() {
        try {
            while (parent.readLine() != null) {
                LOG.debug("a line that nobody expects");
            }
        } catch (IOException e) {
            LOG.debug("the parent is gone", e);
        }
        LOG.info("The program that started this guardian is gone");
        parentGone = true;
    }

    @Override
    public void close() throws StoreException, IOException {
        awake.release();
        fleet.close();
        journal.close();
        if (lock.isPresent()) {
            lock.get().close();
        }
    }
}
