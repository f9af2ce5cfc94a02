package gpudeck.bench.window;

import javafx.scene.layout.Pane;

/// Beats in a window in which nothing happens: as good as it gets on this machine.
public final class EmptyWindow {

    private EmptyWindow() {}

    public static void main(String[] args) {
        BenchStage.run(() -> measure(Long.parseLong(args[0])));
    }

    private static void measure(long millis) throws Exception {
        BenchStage.show(Pane::new);
        var gaps = BenchStage.onUi(Gaps::new);
        BenchStage.doOnUi(gaps::start);
        Thread.sleep(2000);
        BenchStage.doOnUi(gaps::begin);
        Thread.sleep(millis);
        BenchStage.doOnUi(() -> gaps.say("empty"));
    }
}
