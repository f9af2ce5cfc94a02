package gpudeck.app.window;

import gpudeck.domain.ApiKey;
import gpudeck.domain.Messages;
import gpudeck.domain.cloud.Region;
import gpudeck.domain.cloud.TypeOffer;
import gpudeck.domain.job.JobSpec;
import gpudeck.view.frame.Frame;
import gpudeck.view.gpus.GpusView;
import gpudeck.view.history.HistoryView;
import gpudeck.view.job.JobLinks;
import gpudeck.view.job.JobsPage;
import gpudeck.view.settings.SettingsActions;
import gpudeck.view.settings.SettingsView;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.frame.FrameViewModel;
import gpudeck.viewmodel.frame.Session;
import gpudeck.viewmodel.gpus.GpuActions;
import gpudeck.viewmodel.gpus.GpusViewModel;
import gpudeck.viewmodel.history.HistoryActions;
import gpudeck.viewmodel.history.HistoryViewModel;
import gpudeck.viewmodel.job.JobsViewModel;
import gpudeck.viewmodel.settings.Appearance;
import gpudeck.viewmodel.settings.SettingsViewModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;

/// All pages in their frame, and the ways between them.
final class Pages implements AutoCloseable {

    private static final String LAMBDA_CONSOLE = "https://cloud.lambda.ai/instances";

    private final Desktop desktop;
    private final Messages messages;
    private final Live live;
    private final FrameViewModel frameModel;
    private final GpusViewModel gpusModel;
    private final HistoryViewModel historyModel;
    private final SettingsViewModel settingsModel;
    private final JobsViewModel jobsModel;
    private final Wizard wizard;
    private final JobsPage jobs;
    private final GpusView gpus;
    private final Frame frame;

    Pages(Desktop desktop, Live live) {
        this.desktop = desktop;
        this.messages = desktop.messages();
        this.live = live;
        var engine = desktop.session().engine();
        var background = desktop.background();
        var frameSession = frameSession();
        frameModel = new FrameViewModel(live, frameSession, new FleetActions(engine), background);
        gpusModel = new GpusViewModel(live, background);
        historyModel = new HistoryViewModel(live, engine.jobs()::history, background);
        jobsModel =
                new JobsViewModel(
                        new RunningJobs(engine.jobs(), messages),
                        messages,
                        engine.time()::now,
                        live.ticker(),
                        background);
        settingsModel =
                new SettingsViewModel(
                        desktop.preferences(),
                        new KeyActions(engine.keys()),
                        frameSession,
                        desktop.session().folder().root(),
                        desktop.session().results(),
                        background);
        wizard = new Wizard(desktop, this::start);
        var ways = new Ways();
        gpus =
                new GpusView(
                        gpusModel, frameModel.typesProperty(), ways, frameModel::readNow, messages);
        jobs = new JobsPage(jobsModel, frameModel.jobsProperty(), messages, jobLinks());
        frame =
                new Frame(
                        frameModel,
                        List.of(gpus, jobs, new HistoryView(historyModel, ways, messages)),
                        new SettingsView(settingsModel, ways, messages),
                        desktop.overlays(),
                        messages,
                        ways);
    }

    Frame frame() {
        return frame;
    }

    ObservableValue<Appearance> appearance() {
        return settingsModel.appearanceProperty();
    }

    /// On their page, or in a dialog over any page: the wizard lists them too.
    boolean areTypesLookedAt() {
        var stage = desktop.stage();
        return stage.isShowing()
                && !stage.isIconified()
                && (frame.pageProperty().get().equals(gpus)
                        || desktop.overlays().dialogs().isOpen());
    }

    private Session frameSession() {
        var session = desktop.session();
        return new Session(
                session.isDemo() ? Optional.empty() : session.settings().apiKey().map(Pages::tail),
                session.settings().apiKeyFrom(),
                session.settings().pollPeriod(),
                Version.ofThis());
    }

    /// Enough to tell keys apart, too little to guess one.
    private static String tail(ApiKey key) {
        var secret = key.secret();
        return secret.substring(Math.max(secret.length() - 4, secret.length() / 2));
    }

    private JobLinks jobLinks() {
        return new JobLinks(
                desktop.overlays().dialogs(),
                live.ticker().zone(),
                desktop::openFolder,
                wizard::open,
                wizard::again);
    }

    private void start(JobSpec spec) {
        jobsModel.start(spec);
        frame.open(jobs);
    }

    @Override
    public void close() {
        historyModel.close();
        gpusModel.close();
        frameModel.close();
    }

    private final class Ways implements GpuActions, HistoryActions, SettingsActions, Frame.Actions {

        @Override
        public void launch(TypeOffer offer, Optional<Region> region) {}

        @Override
        public void runJob(TypeOffer offer, Optional<Region> region) {
            wizard.open(d -> d.at(offer.type().name(), region.map(Region::name)));
        }

        @Override
        public void newJob() {
            wizard.open();
        }

        @Override
        public void runAgain(JobSpec spec) {
            wizard.again(spec);
        }

        @Override
        public void openFolder(Path folder) {
            desktop.openFolder(folder);
        }

        @Override
        public Optional<Path> chooseFolder(Path from) {
            return desktop.chooseFolder(messages.text("app.folder.choose"), from);
        }

        @Override
        public void terminateAllMine() {}

        @Override
        public void openLambdaConsole() {
            desktop.openAddress(LAMBDA_CONSOLE);
        }
    }
}
