package gpudeck.campaign;

import gpudeck.sim.Simulator;
import gpudeck.sim.account.Bill;
import gpudeck.sim.machine.Machine;
import gpudeck.testing.ClientKey;
import gpudeck.testing.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// One account, one data folder, and the product's processes on them. Closing it leaves nothing
/// behind: no process, no folder.
final class Trial implements AutoCloseable {

    /// How long a guardian gives a program to come back.
    static final Duration GRACE = Duration.ofSeconds(2);

    private static final String KEY_NAME = "campaign-key";
    private static final Duration TO_CLEAN_UP = Duration.ofSeconds(20);

    /// Those that a campaign leaves behind when it is interrupted itself.
    private static final Set<Trial> OPEN = ConcurrentHashMap.newKeySet();

    static {
        var cleanUp = new Thread(() -> OPEN.forEach(Trial::close), "campaign-clean-up");
        Runtime.getRuntime().addShutdownHook(cleanUp);
    }

    private final Path folder;
    private final Plan plan;
    private final Simulator simulator;
    private final ClientKey key;
    private final TimePatch clock;
    private final String classPath;
    private final List<Program> programs = new CopyOnWriteArrayList<>();

    private Trial(Path folder, Plan plan, Simulator simulator) throws IOException {
        this.folder = folder;
        this.plan = plan;
        this.simulator = simulator;
        key = ClientKey.in(folder);
        clock = new TimePatch(folder.resolve("clock"), plan.speed());
        simulator.registerKey(KEY_NAME, key.publicKey());
        plan.job().writeTo(project());
        classPath = plan.classPath(folder.resolve("patch"), clock);
    }

    static Trial open(Plan plan) throws IOException {
        var folder = Files.createTempDirectory("gpudeck-campaign").toRealPath();
        Simulator simulator = null;
        try {
            simulator = Simulator.start(plan.simulated(folder.resolve("machines")));
            var trial = new Trial(folder, plan, simulator);
            OPEN.add(trial);
            return trial;
        } catch (IOException | RuntimeException | AssertionError e) {
            if (simulator != null) {
                simulator.close();
            }
            delete(folder);
            throw e;
        }
    }

    Plan plan() {
        return plan;
    }

    Simulator simulator() {
        return simulator;
    }

    TimePatch clock() {
        return clock;
    }

    Path home() {
        return folder.resolve("home");
    }

    /// Where runs put their folders.
    Path out() {
        return folder.resolve("out");
    }

    private Path project() {
        return folder.resolve("project");
    }

    JournalFile journal() {
        return new JournalFile(home().resolve("journal.db"));
    }

    Guardians guardians() {
        return new Guardians(home());
    }

    /// All processes but the guardians, in the order of their start.
    List<Program> programs() {
        return List.copyOf(programs);
    }

    Program startJob() throws IOException {
        return start(plan.job().command(project(), out()));
    }

    Program start(List<String> arguments) throws IOException {
        var environment =
                Map.of(
                        "GPUDECK_HOME", home().toString(),
                        "GPUDECK_GUARDIAN_GRACE_SECONDS", Long.toString(GRACE.toSeconds()),
                        "LAMBDA_API_KEY", simulator.apiKey(),
                        "LAMBDA_API_URL", simulator.apiUrl().toString(),
                        "GPUDECK_SSH_KEY", key.privateKey().toString(),
                        "GPUDECK_SSH_KEY_NAME", KEY_NAME);
        var label = "program-" + programs.size();
        var program = Program.start(folder, label, classPath, environment, arguments);
        programs.add(program);
        return program;
    }

    /// Of the instances that the product launched, oldest first.
    List<Bill> ours() {
        return simulator.bills().stream().filter(bill -> !bill.isStrangers()).toList();
    }

    /// When the product asked last for the end of an instance; now if it never did.
    Instant terminateAsked() {
        return ours().stream()
                .map(Bill::terminateAskedAt)
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .orElseGet(Instant::now);
    }

    /// The machine that the product launched last.
    Machine machine() {
        return simulator.machine(ours().getLast().id()).orElseThrow();
    }

    /// The folders of the job's runs.
    List<Path> runs() throws IOException {
        if (!Files.exists(out())) {
            return List.of();
        }
        try (var all = Files.list(out())) {
            return all.filter(Files::isDirectory).sorted().toList();
        }
    }

    /// The processes go first: they would go on writing into the folder.
    @Override
    public void close() {
        OPEN.remove(this);
        programs.forEach(Program::close);
        simulator.close();
        try {
            boolean gone =
                    Until.happens(TO_CLEAN_UP, () -> guardians().kill() == 0 && delete(folder));
            if (!gone) {
                throw new AssertionError("this could not be cleaned up: " + folder);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new AssertionError("this could not be cleaned up: " + folder, e);
        }
    }

    /// @return whether all of it is gone
    private static boolean delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(Trial::deleteOne);
        } catch (NoSuchFileException | UncheckedIOException _) {
            return !Files.exists(folder); // something ended meanwhile, or still writes
        }
        return !Files.exists(folder);
    }

    private static void deleteOne(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
