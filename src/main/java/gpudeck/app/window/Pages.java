package gpudeck.app.window;

import gpudeck.domain.ApiKey;
import gpudeck.domain.Messages;
import gpudeck.domain.RunId;
import gpudeck.domain.cloud.Instance.JupyterLink;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.Region;
import gpudeck.domain.cloud.TypeOffer;
import gpudeck.domain.job.JobSpec;
import gpudeck.store.keys.KeyPlace;
import gpudeck.view.connect.ConnectDialog;
import gpudeck.view.ending.EndingDialogs;
import gpudeck.view.frame.Frame;
import gpudeck.view.gpus.GpusView;
import gpudeck.view.history.HistoryView;
import gpudeck.view.instances.InstancesView;
import gpudeck.view.job.JobLinks;
import gpudeck.view.job.JobsPage;
import gpudeck.view.launch.LaunchDialog;
import gpudeck.view.settings.SettingsActions;
import gpudeck.view.settings.SettingsView;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.connect.ConnectViewModel;
import gpudeck.viewmodel.custody.InheritanceAccess;
import gpudeck.viewmodel.custody.InheritanceViewModel;
import gpudeck.viewmodel.custody.LeaseNotices;
import gpudeck.viewmodel.doctor.DoctorViewModel;
import gpudeck.viewmodel.ending.AllMineViewModel;
import gpudeck.viewmodel.ending.EndingAccess;
import gpudeck.viewmodel.frame.FrameViewModel;
import gpudeck.viewmodel.frame.Session;
import gpudeck.viewmodel.gpus.GpuActions;
import gpudeck.viewmodel.gpus.GpusViewModel;
import gpudeck.viewmodel.history.HistoryActions;
import gpudeck.viewmodel.history.HistoryViewModel;
import gpudeck.viewmodel.instances.FleetAccess;
import gpudeck.viewmodel.instances.InstanceActions;
import gpudeck.viewmodel.instances.InstancesViewModel;
import gpudeck.viewmodel.job.JobsViewModel;
import gpudeck.viewmodel.job.LeftJobs;
import gpudeck.viewmodel.keys.KeyAccess;
import gpudeck.viewmodel.launch.LaunchAccess;
import gpudeck.viewmodel.launch.LaunchViewModel;
import gpudeck.viewmodel.launch.LaunchWish;
import gpudeck.viewmodel.settings.AccountViewModel;
import gpudeck.viewmodel.settings.Appearance;
import gpudeck.viewmodel.settings.SettingsViewModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.value.ObservableValue;

/// All pages in their frame, and the ways between them.
final class Pages implements AutoCloseable {

    private static final String KEY_PAGE = "https://cloud.lambda.ai/api-keys/cloud-api";
    private static final String LAMBDA_CONSOLE = "https://cloud.lambda.ai/instances";

    private final Desktop desktop;
    private final Messages messages;
    private final Live live;
    private final FrameViewModel frameModel;
    private final GpusViewModel gpusModel;
    private final HistoryViewModel historyModel;
    private final SettingsViewModel settingsModel;
    private final JobsViewModel jobsModel;
    private final InstancesViewModel instancesModel;
    private final InheritanceViewModel inheritance;
    private final LeaseNotices leases;
    private final AllMineViewModel allMine;
    private final LeftJobs leftJobs;
    private final Wizard wizard;
    private final JobsPage jobs;
    private final GpusView gpus;
    private final InstancesView instances;
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
                        live,
                        engine.time()::now,
                        background);
        settingsModel =
                new SettingsViewModel(
                        desktop.preferences(),
                        new KeyActions(engine.keys()),
                        new HostActions(engine.hosts()),
                        frameSession,
                        desktop.session().folder().root(),
                        desktop.session().results(),
                        background);
        instancesModel =
                new InstancesViewModel(live, frameSession, FleetAccess.of(engine), background);
        leftJobs = new LeftJobs(live, engine.jobs()::attachable, jobsModel, background);
        inheritance =
                new InheritanceViewModel(
                        live,
                        InheritanceAccess.of(engine.custody().inheritance()),
                        () -> settingsModel.abandonedProperty().get(),
                        leftJobs::takeUpOn,
                        background);
        leases = new LeaseNotices(live, engine.fleet()::extend, engine.time()::now, background);
        allMine = new AllMineViewModel(live, EndingAccess.of(engine), background);
        wizard = new Wizard(desktop, live, this::start);
        var ways = new Ways();
        gpus =
                new GpusView(
                        gpusModel, frameModel.typesProperty(), ways, frameModel::readNow, messages);
        instances =
                new InstancesView(
                        instancesModel,
                        inheritance,
                        frameModel.instancesProperty(),
                        ways,
                        frameModel::readNow,
                        desktop.overlays(),
                        messages);
        jobs = new JobsPage(jobsModel, frameModel.jobsProperty(), messages, jobLinks());
        frame =
                new Frame(
                        frameModel,
                        leases,
                        List.of(
                                gpus,
                                instances,
                                jobs,
                                new HistoryView(historyModel, ways, messages)),
                        new SettingsView(
                                settingsModel, accountModel(), doctorModel(), ways, messages),
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
                session.isDemo() ? Optional.empty() : session.settings().apiKey().map(ApiKey::tail),
                session.settings().apiKeyFrom().map(KeyPlace::words),
                session.settings().pollPeriod(),
                Version.ofThis());
    }

    private AccountViewModel accountModel() {
        var session = desktop.session();
        return new AccountViewModel(
                session.keys(), session.settings().apiKeyFrom(), desktop.background());
    }

    private DoctorViewModel doctorModel() {
        var session = desktop.session();
        return new DoctorViewModel(
                () -> {
                    var chosen = desktop.preferences().get().resultsFolder();
                    return session.doctor(chosen.orElse(session.results())).examine();
                },
                desktop.background());
    }

    /// The way to an account; empty where there is one, or the demo was asked for.
    Optional<Runnable> connect() {
        var session = desktop.session();
        return session.trial()
                .map(trial ->
                        () ->
                                ConnectDialog.open(
                                        new ConnectViewModel(
                                                new KeyTrial(trial, session.keys()),
                                                desktop.goOver(),
                                                desktop.background()),
                                        messages,
                                        desktop.overlays().dialogs(),
                                        () -> desktop.openAddress(KEY_PAGE)));
    }

    private JobLinks jobLinks() {
        return new JobLinks(
                desktop.overlays().dialogs(),
                live.ticker().zone(),
                desktop::openFolder,
                wizard::open,
                wizard::again,
                wizard::again);
    }

    private void openLaunch(LaunchWish wish) {
        var engine = desktop.session().engine();
        var model =
                new LaunchViewModel(
                        wish,
                        live,
                        LaunchAccess.of(engine.fleet()),
                        KeyAccess.of(engine.keys()),
                        desktop.background());
        LaunchDialog.open(model, messages, desktop.overlays(), () -> frame.open(instances));
    }

    /// Those that jobs of this window were done with, and kept.
    Set<InstanceId> keptMachines() {
        return jobsModel.keptMachines();
    }

    private void start(JobSpec spec) {
        jobsModel.start(spec);
        frame.open(jobs);
    }

    @Override
    public void close() {
        leftJobs.close();
        leases.close();
        inheritance.close();
        instancesModel.close();
        historyModel.close();
        gpusModel.close();
        frameModel.close();
    }

    private final class Ways
            implements GpuActions, InstanceActions, HistoryActions, SettingsActions, Frame.Actions {

        @Override
        public void launch() {
            openLaunch(LaunchWish.any(desktop.sshKeyName()));
        }

        @Override
        public void launch(TypeOffer offer, Optional<Region> region) {
            openLaunch(LaunchWish.of(offer, region, desktop.sshKeyName()));
        }

        @Override
        public void runJob() {
            wizard.open();
        }

        @Override
        public void runJob(InstanceId there) {
            wizard.openOn(there);
        }

        @Override
        public void browseGpus() {
            frame.open(gpus);
        }

        @Override
        public void openJob(RunId run) {
            jobsModel.jobs().stream()
                    .filter(job -> job.stateProperty().get().id().equals(run))
                    .findFirst()
                    .ifPresent(jobsModel.openedProperty()::set);
            frame.open(jobs);
        }

        @Override
        public void openJupyter(JupyterLink link) {
            desktop.openSecretAddress(link.url());
        }

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
        public void takeUp(RunId run) {
            leftJobs.takeUp(run);
            frame.open(jobs);
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
        public void terminateAllMine() {
            new EndingDialogs(desktop.overlays().dialogs(), messages).askAllMine(allMine);
        }

        /// A package says where it comes from. Nobody is asked before the user is.
        @Override
        public Optional<Runnable> openReleases() {
            return Optional.ofNullable(System.getProperty("gpudeck.releases"))
                    .filter(address -> address.startsWith("https://"))
                    .map(address -> () -> desktop.openAddress(address));
        }

        @Override
        public Optional<Runnable> connect() {
            return Pages.this.connect();
        }

        @Override
        public void openLambdaConsole() {
            desktop.openAddress(LAMBDA_CONSOLE);
        }
    }
}
