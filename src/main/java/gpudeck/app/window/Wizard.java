package gpudeck.app.window;

import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.job.JobSpec;
import gpudeck.engine.ProjectPreview;
import gpudeck.store.StoreException;
import gpudeck.view.wizard.WizardView;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.keys.KeyAccess;
import gpudeck.viewmodel.wizard.WizardDefaults;
import gpudeck.viewmodel.wizard.WizardViewModel;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Opens the job wizard, and keeps its answers for the next time.
final class Wizard {

    private final Desktop desktop;
    private final Live live;
    private final NewJobs newJobs;
    private final Consumer<JobSpec> start;

    /// @param start takes the job that was ordered
    Wizard(Desktop desktop, Live live, Consumer<JobSpec> start) {
        this.desktop = desktop;
        this.live = live;
        this.newJobs = new NewJobs(desktop);
        this.start = start;
    }

    void open() {
        open(UnaryOperator.identity());
    }

    /// @param change of what it would start from
    void open(UnaryOperator<WizardDefaults> change) {
        desktop.background()
                .run(newJobs::defaults, found -> show(change.apply(found)), desktop::showProblem);
    }

    void again(JobSpec spec) {
        show(WizardDefaults.of(spec));
    }

    /// On a machine that runs already.
    void again(JobSpec spec, InstanceId there) {
        show(on(there, WizardDefaults.of(spec)));
    }

    /// With the answers given last, on a machine that runs already.
    void openOn(InstanceId there) {
        open(last -> on(there, last));
    }

    /// A machine of its own will do if that one is gone by now.
    private WizardDefaults on(InstanceId there, WizardDefaults defaults) {
        return live.fleet().get().find(there).map(defaults::on).orElse(defaults);
    }

    private void show(WizardDefaults defaults) {
        var engine = desktop.session().engine();
        var model =
                new WizardViewModel(
                        defaults,
                        live,
                        KeyAccess.of(engine.keys()),
                        ProjectPreview::of,
                        engine.time(),
                        desktop.background(),
                        this::order);
        WizardView.open(
                model,
                desktop.messages(),
                desktop.overlays().dialogs(),
                (title, from) -> desktop.chooseFolder(title, from));
    }

    private void order(JobSpec spec) {
        desktop.background().run(() -> remember(spec), _ -> {}, desktop::showProblem);
        start.accept(spec);
    }

    private JobSpec remember(JobSpec spec) throws StoreException {
        desktop.preferences().update(p -> p.withWizard(spec).withSshKeyName(spec.sshKeyName()));
        return spec;
    }
}
