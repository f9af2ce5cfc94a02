package gpudeck.bench.window;

import gpudeck.domain.Messages;
import gpudeck.ssh.sshj.SshjClient;
import gpudeck.testing.OpenSshServer;
import gpudeck.view.console.ConsoleView;
import gpudeck.viewmodel.console.Console;
import gpudeck.viewmodel.console.ConsoleViewModel;
import gpudeck.viewmodel.console.LineRing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;

/// A console while far too much comes, and somebody who uses it meanwhile.
public final class FloodWindow {

    private final Console console = new Console(Messages.load(), InstantSource.system());
    private final ConsoleViewModel model =
            new ConsoleViewModel(console, new LineRing(10, 1000), BenchStage.BACKGROUND);

    private FloodWindow() {}

    /// @param args a file with a [FloodText], and its name
    public static void main(String[] args) {
        BenchStage.run(
                () -> new FloodWindow().measure(Path.of(args[0]), FloodText.valueOf(args[1])));
    }

    private void measure(Path text, FloodText what) throws Exception {
        var folder = Files.createTempDirectory("gpudeck-bench");
        var server = new OpenSshServer();
        server.beforeEach(null);
        try {
            measure(text, what, folder, server);
        } finally {
            server.afterEach(null);
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void measure(Path text, FloodText what, Path folder, OpenSshServer server)
            throws Exception {
        // As the program does when it starts.
        new SshjClient().warmUp();
        var stage =
                BenchStage.show(
                        () -> new ConsoleView(model, Messages.load(), ZoneOffset.UTC, () -> {}));
        var gaps = BenchStage.onUi(Gaps::new);
        BenchStage.doOnUi(gaps::start);
        var run = new ConsoleRun(server, folder, console);
        // The window is not new: a set-up was shown before, and looked at.
        run.show("set-up", "head -c 200000 " + text);
        new ConsoleUser(stage, model, what.word()).oneRound();
        Thread.sleep(1000);
        double idle = BenchStage.heap();
        Thread.sleep(500);
        BenchStage.doOnUi(gaps::begin);
        var over = new AtomicBoolean();
        var user = new ConsoleUser(stage, model, what.word());
        var using = user.start(over);
        long uiThread = BenchStage.onUi(() -> Thread.currentThread().threadId());
        long used = BenchStage.cpuOf(uiThread);
        long began = System.nanoTime();
        run.show("flood", "cat " + text);
        double seconds = (System.nanoTime() - began) / 1e9;
        Figures.say("ui seconds", (BenchStage.cpuOf(uiThread) - used) / 1e9);
        over.set(true);
        using.get();
        BenchStage.doOnUi(() -> gaps.say("flood"));
        user.say();
        Figures.say("seconds", seconds);
        Figures.say("lines", (double) console.output().read(Long.MAX_VALUE, 0).end());
        Figures.say("heap", BenchStage.heap() - idle);
        if (model.changesProperty().get() == 0) {
            throw new IllegalStateException("nothing was shown");
        }
    }
}
