package gpudeck.view;

import gpudeck.cloud.LambdaCloudClient;
import gpudeck.cloud.Pacer;
import gpudeck.domain.ApiKey;
import gpudeck.domain.Cents;
import gpudeck.domain.CloudException;
import gpudeck.domain.Messages;
import gpudeck.domain.RunId;
import gpudeck.domain.Signal;
import gpudeck.domain.Step;
import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.Instance.JupyterLink;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.LaunchOutcome;
import gpudeck.domain.cloud.Region;
import gpudeck.domain.cloud.SshKey;
import gpudeck.domain.cloud.TypeOffer;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.RunState;
import gpudeck.engine.Catalog;
import gpudeck.engine.CatalogService;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.job.JobService.PastRun;
import gpudeck.engine.keys.UsableKey;
import gpudeck.sim.SimOptions;
import gpudeck.sim.Simulator;
import gpudeck.store.PreferencesFile;
import gpudeck.testing.Samples;
import gpudeck.testing.StepwiseBackground;
import gpudeck.testing.TestTime;
import gpudeck.testing.WizardFixture;
import gpudeck.view.ending.CloseDialog;
import gpudeck.view.ending.EndingDialogs;
import gpudeck.view.frame.Frame;
import gpudeck.view.frame.Overlays;
import gpudeck.view.gpus.GpusView;
import gpudeck.view.history.HistoryView;
import gpudeck.view.instances.InstancesView;
import gpudeck.view.kit.Fonts;
import gpudeck.view.kit.Theme;
import gpudeck.view.launch.LaunchDialog;
import gpudeck.view.settings.SettingsActions;
import gpudeck.view.settings.SettingsView;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.Ticker;
import gpudeck.viewmodel.ending.AllMineViewModel;
import gpudeck.viewmodel.ending.CloseViewModel;
import gpudeck.viewmodel.ending.EndingQuestion;
import gpudeck.viewmodel.frame.FrameViewModel;
import gpudeck.viewmodel.frame.Session;
import gpudeck.viewmodel.gpus.GpuActions;
import gpudeck.viewmodel.gpus.GpusViewModel;
import gpudeck.viewmodel.history.HistoryActions;
import gpudeck.viewmodel.history.HistoryViewModel;
import gpudeck.viewmodel.instances.FleetAccess;
import gpudeck.viewmodel.instances.InstanceActions;
import gpudeck.viewmodel.instances.InstanceRow.MachineRow;
import gpudeck.viewmodel.instances.InstancesViewModel;
import gpudeck.viewmodel.launch.LaunchViewModel;
import gpudeck.viewmodel.launch.LaunchWish;
import gpudeck.viewmodel.settings.SettingsViewModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.stage.Stage;

/// What [Preview] opens. A main class of the class path may not be an application itself.
public final class PreviewWindow extends Application {

    private final Messages messages = Messages.load();
    private final Overlays overlays = Overlays.create(messages);

    @Override
    public void start(Stage stage) throws Exception {
        Fonts.load();
        var options = getParameters();
        var ticker = new Ticker(Samples.MORNING.plusSeconds(2), ZoneOffset.UTC);
        var live =
                new Live(
                        new Signal<>(fleet(options)),
                        new Signal<>(catalog()),
                        new Signal<>(List.of()),
                        ticker);
        var frame = frame(live, options.getUnnamed().contains("--demo"));
        frame.open(options.getNamed().getOrDefault("page", "gpus"));
        double width = Double.parseDouble(options.getNamed().getOrDefault("width", "1440"));
        double height = Double.parseDouble(options.getNamed().getOrDefault("height", "900"));
        var scene = new Scene(frame, width, height);
        (options.getUnnamed().contains("--light") ? Theme.LIGHT : Theme.DARK).applyTo(scene);
        stage.setScene(scene);
        stage.show();
        show(options.getNamed().getOrDefault("dialog", ""), live);
    }

    private Frame frame(Live live, boolean demo) {
        var background = new StepwiseBackground();
        var session =
                new Session(
                        demo ? Optional.empty() : Optional.of("9f3c"),
                        Optional.of(UserMessage.of("error.setting.from.file", ".env")),
                        Duration.ofSeconds(5),
                        "0.1.0");
        var model = new FrameViewModel(live, session, new Nothing(), background);
        var gpus =
                new GpusView(
                        new GpusViewModel(live, background),
                        model.typesProperty(),
                        new Nothing(),
                        model::readNow,
                        messages);
        var list = new InstancesViewModel(live, session, new Nothing(), background);
        list.rows().stream()
                .filter(MachineRow.class::isInstance)
                .map(MachineRow.class::cast)
                .filter(row -> row.facts().name().equals("llama-sft-7b"))
                .findFirst()
                .ifPresent(row -> list.select(List.of(row)));
        var instances =
                new InstancesView(
                        list,
                        model.instancesProperty(),
                        new Nothing(),
                        model::readNow,
                        overlays,
                        messages);
        var history =
                new HistoryView(
                        new HistoryViewModel(live, PreviewWindow::runs, background),
                        new Nothing(),
                        messages);
        var settings =
                new SettingsView(
                        new SettingsViewModel(
                                PreferencesFile.open(Path.of("none")),
                                new Nothing(),
                                session,
                                Path.of("/home/ada/.local/share/gpudeck"),
                                Path.of("/home/ada/.local/share/gpudeck/runs"),
                                background),
                        new Nothing(),
                        messages);
        var frame =
                new Frame(
                        model,
                        List.of(gpus, instances, history),
                        settings,
                        overlays,
                        messages,
                        new Nothing());
        frame.open(settings);
        background.runAll();
        return frame;
    }

    private static Catalog catalog() throws IOException, CloudException, InterruptedException {
        var folder = Files.createTempDirectory("gpudeck-preview");
        try (var simulator = Simulator.start(SimOptions.quick(folder))) {
            var catalog =
                    new CatalogService(
                            new LambdaCloudClient(
                                    simulator.apiUrl().toString(),
                                    new ApiKey(simulator.apiKey()),
                                    Pacer.of(Duration.ofMillis(1), Duration.ofMillis(1))),
                            TestTime.byHand());
            catalog.refresh();
            return catalog.catalog().get();
        }
    }

    private static List<PastRun> runs() {
        return List.of(
                run(1, "llama-eval", 127, new RunOutcome.Succeeded()),
                run(3, "rope-sweep", 8, new RunOutcome.Cancelled(Step.SCRIPTS)),
                run(4, "embed-nightly", 26, new RunOutcome.Interrupted()));
    }

    private static PastRun run(int number, String name, int minutes, RunOutcome outcome) {
        var start = Samples.MORNING.minus(Duration.ofHours(7L * number));
        var spec = Samples.job(Path.of("/home/ada/llama"), Path.of("/home/ada/runs"));
        boolean launched = minutes > 0;
        return new PastRun(
                new RunState(
                        Samples.run(number),
                        new JobSpec(
                                name,
                                spec.types(),
                                spec.region(),
                                spec.sshKeyName(),
                                spec.image(),
                                spec.fileSystems(),
                                spec.project(),
                                spec.excluded(),
                                spec.scripts(),
                                spec.variables(),
                                spec.results(),
                                spec.output(),
                                spec.onScriptFailure(),
                                spec.waitForCapacity(),
                                spec.limits()),
                        Map.of(),
                        start,
                        launched ? Optional.of(Samples.H100) : Optional.empty(),
                        launched ? Optional.of(Samples.UTAH.name()) : Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        launched ? Optional.of(start) : Optional.empty(),
                        Optional.of(start.plus(Duration.ofMinutes(minutes))),
                        launched ? 12 : 0,
                        Optional.of(outcome)),
                Path.of("/home/ada/runs", name));
    }

    private static Fleet fleet(Parameters options) {
        if (options.getUnnamed().contains("--nothing")) {
            return new Fleet(
                    List.of(),
                    Optional.of(Samples.MORNING),
                    Duration.ofMillis(212),
                    Optional.empty(),
                    Cents.ZERO);
        }
        boolean stale = options.getUnnamed().contains("--stale");
        return PreviewFleet.of(
                options.getUnnamed().contains("--alarm"),
                Optional.of(stale ? Samples.MORNING.minusSeconds(240) : Samples.MORNING));
    }

    private void show(String dialog, Live live) {
        var dialogs = overlays.dialogs();
        switch (dialog) {
            case "close", "ending", "unproved" -> {
                var background = new StepwiseBackground();
                var model =
                        new CloseViewModel(
                                live, _ -> List.of("llama-sft-7b"), () -> {}, background);
                new CloseDialog(() -> model, messages, dialogs).ask();
                if (!dialog.equals("close")) {
                    model.terminateAllThenClose();
                }
                if (dialog.equals("unproved")) {
                    background.runAll();
                }
            }
            case "all" ->
                    new EndingDialogs(dialogs, messages)
                            .askAllMine(
                                    new AllMineViewModel(
                                            live, _ -> List.of(), new StepwiseBackground()));
            case "terminate" ->
                    new EndingDialogs(dialogs, messages)
                            .ask(
                                    EndingQuestion.of(
                                            List.of(live.fleet().get().mine().getFirst()), live),
                                    () -> {});
            case "launch" -> launch(live, LaunchWish.any(Optional.empty()));
            case "launch-here" ->
                    launch(
                            live,
                            LaunchWish.of(
                                    live.catalog().get().offer("gpu_1x_a10").orElseThrow(),
                                    Optional.empty(),
                                    Optional.empty()));
            default -> {}
        }
    }

    private void launch(Live live, LaunchWish wish) {
        var background = new StepwiseBackground();
        LaunchDialog.open(
                new LaunchViewModel(
                        wish,
                        live,
                        _ -> new LaunchOutcome.Created(new InstanceId("0001")),
                        new WizardFixture.Keys(),
                        background),
                messages,
                overlays,
                () -> {});
        background.runAll();
    }

    private static final class Nothing
            implements FrameViewModel.Actions,
                    Frame.Actions,
                    GpuActions,
                    HistoryActions,
                    InstanceActions,
                    FleetAccess,
                    SettingsActions,
                    SettingsViewModel.Keys {

        @Override
        public List<UsableKey> usable() {
            return List.of(
                    new UsableKey(Samples.LAPTOP_KEY, "/home/ada/.ssh/id_ed25519", false),
                    new UsableKey(new SshKey("2", "work", "ssh-ed25519 AAAA"), "ssh-agent", true));
        }

        @Override
        public UsableKey create(String name) {
            return usable().getFirst();
        }

        @Override
        public void openFolder(Path folder) {}

        @Override
        public Optional<Path> chooseFolder(Path from) {
            return Optional.empty();
        }

        @Override
        public void runAgain(JobSpec spec) {}

        @Override
        public void newJob() {}

        @Override
        public void launch() {}

        @Override
        public void runJob() {}

        @Override
        public void browseGpus() {}

        @Override
        public void openJob(RunId run) {}

        @Override
        public void openJupyter(JupyterLink link) {}

        @Override
        public void restart(Collection<InstanceId> ids) {}

        @Override
        public void rename(InstanceId id, String name) {}

        @Override
        public Optional<List<String>> sshCommand(InstanceId id) {
            return Optional.of(List.of("ssh", "ubuntu@198.51.100.24"));
        }

        @Override
        public void readNow() {}

        @Override
        public void terminate(Collection<InstanceId> ids) {}

        @Override
        public void terminateAllMine() {}

        @Override
        public void openLambdaConsole() {}

        @Override
        public void launch(TypeOffer offer, Optional<Region> region) {}

        @Override
        public void runJob(TypeOffer offer, Optional<Region> region) {}
    }
}
