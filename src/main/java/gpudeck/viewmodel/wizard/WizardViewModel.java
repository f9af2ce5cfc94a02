package gpudeck.viewmodel.wizard;

import gpudeck.domain.Cents;
import gpudeck.domain.Signal;
import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.InstanceType;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.JobSpec.Machine;
import gpudeck.domain.job.JobSpec.RegionChoice;
import gpudeck.engine.Catalog;
import gpudeck.engine.Time;
import gpudeck.viewmodel.Background;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.keys.KeyAccess;
import gpudeck.viewmodel.keys.KeyChoice;
import gpudeck.viewmodel.keys.KeyForm;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.Observable;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.util.Subscription;

/// The four pages of the job wizard. Nothing is bought before [#start].
public final class WizardViewModel implements AutoCloseable {

    /// In this order.
    public enum Page {
        PLACE,
        PROJECT,
        RESULTS,
        REVIEW
    }

    private static final List<Page> PAGES = List.of(Page.values());

    private final PlaceForm place;
    private final ProjectForm project;
    private final ResultsForm results;
    private final WizardDefaults defaults;
    private final Consumer<JobSpec> starter;
    private final Live live;
    private final List<Signal.Subscription> subscriptions;
    private final Subscription ticks;
    private final StringProperty name;
    private final ReadOnlyObjectWrapper<Page> page;
    private Optional<RunningMachine> running;
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper();
    private boolean touched;

    public WizardViewModel(
            WizardDefaults defaults,
            Live live,
            KeyAccess keys,
            PreviewReader previews,
            Time time,
            Background background,
            Consumer<JobSpec> starter) {
        this.defaults = defaults;
        this.starter = starter;
        this.name = new SimpleStringProperty(defaults.name());
        this.live = live;
        this.running = machine();
        this.page = new ReadOnlyObjectWrapper<>(running.isPresent() ? Page.PROJECT : Page.PLACE);
        var usable = running.map(there -> keys.only(there.keys())).orElse(keys);
        this.place =
                new PlaceForm(defaults, new KeyForm(usable, background, defaults.sshKeyName()));
        this.project = new ProjectForm(defaults, previews, time, background);
        this.results = new ResultsForm(defaults, background);
        this.subscriptions =
                List.of(
                        live.catalog().subscribe(now -> background.onUiThread(() -> show(now))),
                        live.fleet().subscribe(_ -> background.onUiThread(this::showMachine)),
                        live.jobs().subscribe(_ -> background.onUiThread(this::showMachine)));
        this.ticks = live.ticker().nowProperty().subscribe(_ -> showMachine());
        watch(place.types().chosenProperty(), place.regionProperty(), place.soldOutProperty());
        watch(place.gpuCheckProperty());
        watch(place.imageProperty(), project.folderProperty());
        watch(project.scripts(), project.variables(), project.excluded(), name);
        watch(results.patterns(), results.outputProperty(), results.lease().hoursProperty());
        watch(results.lease().moneyProperty(), results.thenProperty());
        watch(results.onFailureProperty(), results.afterwardsProperty());
        follow(place.key().chosenProperty(), place.key().busyProperty());
        follow(project.sentProperty(), project.failureProperty(), results.freeProperty());
        touched = false;
    }

    private Optional<RunningMachine> machine() {
        return defaults.machine()
                .running()
                .flatMap(live.fleet().get()::find)
                .map(there -> RunningMachine.of(there, live));
    }

    /// It costs money and may end while the wizard is open.
    private void showMachine() {
        var now = machine().or(() -> running.map(RunningMachine::gone));
        if (!now.equals(running)) {
            running = now;
            tell();
        }
    }

    private void show(Catalog now) {
        boolean before = touched;
        place.show(now);
        changed();
        touched = before;
    }

    /// What the user changes.
    private void watch(Observable... values) {
        for (var value : values) {
            value.addListener(_ -> changed());
        }
    }

    /// What turns out by itself.
    private void follow(Observable... values) {
        for (var value : values) {
            value.addListener(_ -> tell());
        }
    }

    private void changed() {
        touched = true;
        tell();
    }

    private void tell() {
        changes.set(changes.get() + 1);
    }

    /// The instance that the job is to run on, if it is one that runs already.
    public Optional<RunningMachine> running() {
        return running;
    }

    public PlaceForm place() {
        return place;
    }

    public ProjectForm project() {
        return project;
    }

    public ResultsForm results() {
        return results;
    }

    public StringProperty nameProperty() {
        return name;
    }

    /// Goes up whenever price, problems or the job may have changed.
    public ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Page> pageProperty() {
        return page.getReadOnlyProperty();
    }

    /// Something would be lost by closing the wizard.
    public boolean isTouched() {
        return touched && page.get() != Page.PLACE;
    }

    /// The name given, or that of the folder.
    public String jobName() {
        if (!name.get().isBlank()) {
            return name.get().strip();
        }
        return project.path()
                .map(Path::getFileName)
                .map(Path::toString)
                .filter(n -> !n.isBlank())
                .orElse("job");
    }

    /// What keeps this page from being left; the review is kept by every page's problem.
    public Optional<UserMessage> problem(Page of) {
        return switch (of) {
            case PLACE -> running.map(this::problem).orElseGet(place::problem);
            case PROJECT -> project.problem().or(this::nameProblem);
            case RESULTS -> results.problem();
            case REVIEW ->
                    problem(Page.PLACE)
                            .or(() -> problem(Page.PROJECT))
                            .or(() -> problem(Page.RESULTS));
        };
    }

    private Optional<UserMessage> problem(RunningMachine there) {
        return there.problem()
                .or(() -> place.key().problem())
                .map(problem ->
                        problem.key().equals("wizard.key.missing")
                                ? UserMessage.of(
                                        "wizard.running.noKey",
                                        there.name(),
                                        String.join(", ", there.keys()))
                                : problem);
    }

    private Optional<UserMessage> nameProblem() {
        return jobName().length() > 40 || jobName().codePoints().anyMatch(Character::isISOControl)
                ? Optional.of(UserMessage.of("wizard.name.long"))
                : Optional.empty();
    }

    public void next() {
        if (page.get() != Page.REVIEW && problem(page.get()).isEmpty()) {
            page.set(PAGES.get(PAGES.indexOf(page.get()) + 1));
        }
    }

    public void back() {
        page.set(PAGES.get(Math.max(0, PAGES.indexOf(page.get()) - 1)));
    }

    /// A page can be gone to if nothing is wrong before it.
    public boolean canGoTo(Page wanted) {
        return PAGES.subList(0, PAGES.indexOf(wanted)).stream()
                .allMatch(before -> problem(before).isEmpty());
    }

    public void goTo(Page wanted) {
        if (canGoTo(wanted)) {
            page.set(wanted);
        }
    }

    /// The type that the job runs on; the chosen one, if it may use others.
    public Optional<InstanceType> type() {
        return running.map(RunningMachine::type).or(place::type);
    }

    public RegionChoice region() {
        return running.<RegionChoice>map(there -> new RegionChoice.In(there.region()))
                .orElseGet(place.regionProperty()::get);
    }

    /// Per hour, of [#type].
    public Optional<Cents> price() {
        return type().map(InstanceType::pricePerHour);
    }

    /// What the job costs if it runs until its first limit, on the dearest type it may use; empty
    /// too if its machine has no limit.
    public Optional<Cents> atMost() {
        if (running.isPresent()) {
            return running.flatMap(RunningMachine::lease).map(RunningMachine.Rest::atMost);
        }
        var limits = results.limits();
        return place.highestPrice().map(price -> price.perHourOver(limits.longest(price)));
    }

    /// The job as chosen. Only to be asked for while [#problem] of the review is empty.
    public JobSpec spec() {
        var then = results.afterwardsProperty().get();
        return running.map(there ->
                        ofItsOwn().on(there.id(), there.type().name(), there.region(), then))
                .orElseGet(this::ofItsOwn);
    }

    private JobSpec ofItsOwn() {
        return new JobSpec(
                jobName(),
                place.acceptable().stream().map(InstanceType::name).toList(),
                place.regionProperty().get(),
                keyName(),
                place.imageProperty().get(),
                defaults.fileSystems(),
                project.path().orElseThrow(),
                List.copyOf(project.excluded()),
                List.copyOf(project.scripts()),
                List.copyOf(project.variables()),
                List.copyOf(results.patterns()),
                results.outputPath().orElseThrow(),
                results.onFailureProperty().get(),
                place.soldOutProperty().get() == SoldOut.WAIT,
                results.limits(),
                results.holding(),
                new Machine(Optional.empty(), results.afterwardsProperty().get()),
                place.gpuCheckProperty().get());
    }

    public String keyName() {
        return Optional.ofNullable(place.key().chosenProperty().get())
                .map(KeyChoice::name)
                .orElse("");
    }

    public boolean canStart() {
        return page.get() == Page.REVIEW && problem(Page.REVIEW).isEmpty();
    }

    /// Orders the job; only from the review page.
    public void start() {
        if (canStart()) {
            starter.accept(spec());
        }
    }

    @Override
    public void close() {
        ticks.unsubscribe();
        subscriptions.forEach(Signal.Subscription::close);
    }
}
