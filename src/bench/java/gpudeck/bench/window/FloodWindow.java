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

    /// @param args a [FloodText] and its size
    public static void main(String[] args) {
        BenchStage.run(() ->
                new FloodWindow().measure(FloodText.valueOf(args[0]), Integer.parseInt(args[1])));
    }

    private void measure(FloodText what, int size) throws Exception {
        var folder = Files.createTempDirectory("gpudeck-bench");
        var server = new OpenSshServer();
        server.beforeEach(null);
        try {
            measure(what, size, folder, server);
        } finally {
            server.afterEach(null);
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void measure(FloodText what, int size, Path folder, OpenSshServer server)
            throws Exception {
        var text = what.file(folder, size);
        // As the program does when it starts.
        new SshjClient().warmUp();
        var stage =
                BenchStage.show(
                        () -> new ConsoleView(model, Messages.load(), ZoneOffset.UTC, () -> {}));
        var gaps = BenchStage.onUi(Gaps::new);
        BenchStage.doOnUi(gaps::start);
        Thread.sleep(2000);
        double idle = BenchStage.heap();
        Thread.sleep(500);
        BenchStage.doOnUi(gaps::begin);
        var over = new AtomicBoolean();
        var user = new ConsoleUser(stage, model, what.word());
        var using = user.start(over);
        long uiThread = BenchStage.onUi(() -> Thread.currentThread().threadId());
        long used = BenchStage.cpuOf(uiThread);
        long began = System.nanoTime();
        new ConsoleRun(server, folder, console).show("cat " + text);
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
