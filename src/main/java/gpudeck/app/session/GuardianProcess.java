package gpudeck.app.session;

import gpudeck.domain.ApiKey;
import gpudeck.domain.Signal;
import gpudeck.engine.ChildProcess;
import gpudeck.engine.fleet.Guard;
import gpudeck.store.DataFolder;
import gpudeck.store.HeldFile;
import gpudeck.store.Setting;
import gpudeck.store.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The guard as a process of its own, `gpudeck guardian`: the same program in a small heap. There
/// is one for a data folder and a key, whoever started it. The key goes over its standard input,
/// which stays open while this program lives.
final class GuardianProcess implements Guard {

    private static final Logger LOG = LoggerFactory.getLogger(GuardianProcess.class);

    /// What it says when it stands guard.
    static final String READY = "standing guard";

    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    /// Small; the compiler for long runs would not pay.
    private static final List<String> SMALL = List.of("-Xmx48m", "-XX:TieredStopAtLevel=1");

    private static final List<String> JAVA_OPTIONS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:+ExitOnOutOfMemoryError",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    /// Where a package has its options for Java, and the classes that it keeps ready for commands:
    /// these can be used under the options with which they were made ready, and no others.
    private static final String PACKAGE_OPTIONS = "gpudeck.jvm.options";

    private static final String PACKAGE_CLASSES = "gpudeck.command.aot";

    /// Where a package has its native code.
    private static final List<String> NATIVE_CODE =
            List.of("java.library.path", "jna.boot.library.path", "org.sqlite.lib.path");

    private final Signal<State> state = new Signal<>(new State.Idle());
    private final Settings settings;
    private final ApiKey key;
    private final Path lock;
    private Optional<Process> started = Optional.empty();

    /// @param settings of the account that is guarded
    GuardianProcess(Settings settings, ApiKey key, DataFolder folder) {
        this.settings = settings;
        this.key = key;
        this.lock = folder.guardian(key.fingerprint());
    }

    @Override
    public Signal<State> state() {
        return state;
    }

    @Override
    public synchronized void stand() throws InterruptedException {
        if (HeldFile.isHeld(lock)) {
            tell(new State.Standing());
            return;
        }
        try {
            start();
            tell(new State.Standing());
        } catch (IOException e) {
            // Another program may have started one at the same moment.
            boolean stands = HeldFile.isHeld(lock);
            if (!stands) {
                LOG.error("The guardian does not start", e);
            }
            tell(stands ? new State.Standing() : new State.Missing(String.valueOf(e.getMessage())));
        }
    }

    @Override
    public synchronized void standDown() {
        tell(new State.Idle());
    }

    private void tell(State now) {
        if (!now.equals(state.get())) {
            state.publish(now);
        }
    }

    /// @throws IOException if it does not say that it stands guard
    private void start() throws IOException, InterruptedException {
        started.ifPresent(Process::destroy);
        var builder =
                ChildProcess.of(command())
                        .directory(settings.home().toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        // Its working folder has no `.env` of the user's.
        builder.environment()
                .put(
                        Setting.GUARDIAN_GRACE_SECONDS.key(),
                        Long.toString(settings.guardianGrace().toSeconds()));
        builder.environment().put(Setting.KEEP_AWAKE.key(), settings.keepsAwake() ? "yes" : "no");
        var process = builder.start();
        started = Optional.of(process);
        var in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        in.write(key.secret() + "\n");
        in.flush();
        awaitReady(process);
        LOG.info("The guardian is process {}", process.pid());
    }

    private static void awaitReady(Process process) throws IOException, InterruptedException {
        var said =
                CompletableFuture.supplyAsync(
                        () -> firstLine(process), Thread.ofVirtual().name("guardian-start")::start);
        try {
            var line = said.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (!line.equals(READY)) {
                throw new IOException(line.isEmpty() ? "it ended at once" : line);
            }
        } catch (TimeoutException e) {
            process.destroyForcibly();
            throw new IOException("it did not start within " + START_LIMIT.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException("what it says cannot be read", e);
        }
    }

    private static String firstLine(Process process) {
        try {
            var out =
                    new BufferedReader(
                            new InputStreamReader(
                                    process.getInputStream(), StandardCharsets.UTF_8));
            return Optional.ofNullable(out.readLine()).orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions());
        command.addAll(SMALL);
        for (var property : NATIVE_CODE) {
            var folders = System.getProperty(property);
            if (folders != null) {
                command.add("-D" + property + "=" + folders);
            }
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("gpudeck.app.Main", "guardian"));
        command.addAll(List.of("--home", settings.home().toString()));
        command.addAll(List.of("--api-url", settings.apiUrl()));
        return command;
    }

    /// A launch waits for the guardian, and with classes that are ready it starts in half the time.
    private static List<String> javaOptions() {
        var options = System.getProperty(PACKAGE_OPTIONS);
        var classes = System.getProperty(PACKAGE_CLASSES);
        return options == null || classes == null
                ? JAVA_OPTIONS
                : List.of("@" + options, "-XX:AOTCache=" + classes);
    }
}
