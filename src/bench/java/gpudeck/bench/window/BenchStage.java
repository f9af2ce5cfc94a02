package gpudeck.bench.window;

import gpudeck.testing.FxThreadExtension;
import gpudeck.view.kit.Fonts;
import gpudeck.view.kit.Theme;
import gpudeck.viewmodel.Background;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;

/// One window as the program shows it, seen from another thread.
final class BenchStage {

    static final Background BACKGROUND = new OnThreads();

    private final Scene scene;

    private BenchStage(Scene scene) {
        this.scene = scene;
    }

    /// @param root made on the UI thread
    static BenchStage show(Supplier<Parent> root) throws Exception {
        FxThreadExtension.startToolkit();
        return onUi(() -> {
            Fonts.load();
            var stage = new Stage();
            stage.setScene(new Scene(root.get(), 1264, 800));
            Theme.DARK.applyTo(stage.getScene());
            stage.show();
            return new BenchStage(stage.getScene());
        });
    }

    /// Runs a window's program and ends it: the toolkit's threads would keep it.
    @SuppressWarnings("SystemOut") // it has no log
    static void run(Program program) {
        int exit = 0;
        try {
            program.run();
        } catch (Throwable e) {
            e.printStackTrace();
            exit = 1;
        }
        System.exit(exit);
    }

    @FunctionalInterface
    interface Program {
        void run() throws Exception;
    }

    Scene scene() {
        return scene;
    }

    static <T> T onUi(Callable<T> work) throws Exception {
        var done = new CompletableFuture<T>();
        Platform.runLater(() -> {
            try {
                done.complete(work.call());
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        return done.get(30, TimeUnit.SECONDS);
    }

    static void doOnUi(Runnable work) throws Exception {
        onUi(() -> {
            work.run();
            return true;
        });
    }

    /// Does something on the UI thread and waits for a laid-out pulse in which it can be seen.
    ///
    /// @return nanoseconds until then
    long until(Runnable act, BooleanSupplier seen) throws Exception {
        var answered = new CompletableFuture<Long>();
        Runnable look =
                () -> {
                    if (seen.getAsBoolean()) {
                        answered.complete(System.nanoTime());
                    }
                };
        long asked = System.nanoTime();
        Platform.runLater(() -> {
            scene.addPostLayoutPulseListener(look);
            act.run();
            Platform.requestNextPulse();
        });
        long then = answered.get(30, TimeUnit.SECONDS);
        Platform.runLater(() -> scene.removePostLayoutPulseListener(look));
        return then - asked;
    }

    /// What a thread did so far in nanoseconds, whatever else the machine had to do.
    static long cpuOf(long thread) {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread);
    }

    /// What is in use after a collection, in MB.
    static double heap() {
        System.gc();
        System.gc();
        return (double) ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
                / (1 << 20);
    }

    private static final class OnThreads implements Background {
        @Override
        public <T> Handle run(
                Callable<T> work,
                Consumer<? super T> onSuccess,
                Consumer<? super Exception> onFailure) {
            var thread =
                    Thread.startVirtualThread(() -> {
                        try {
                            var value = work.call();
                            onUiThread(() -> onSuccess.accept(value));
                        } catch (Exception e) {
                            onUiThread(() -> onFailure.accept(e));
                        }
                    });
            return thread::interrupt;
        }

        @Override
        public void onUiThread(Runnable action) {
            if (Platform.isFxApplicationThread()) {
                action.run();
            } else {
                Platform.runLater(action);
            }
        }
    }
}
