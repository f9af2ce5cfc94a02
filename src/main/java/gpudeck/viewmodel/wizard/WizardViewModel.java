package gpudeck.viewmodel.wizard;

import gpudeck.domain.Cents;
import gpudeck.domain.Signal;
import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.InstanceType;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.JobSpec.Machine;
import gpudeck.engine.Catalog;
import gpudeck.engine.Time;
import gpudeck.viewmodel.Background;
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
    private final Signal.Subscription catalog;
    private final StringProperty name;
    private final ReadOnlyObjectWrapper<Page> page = new ReadOnlyObjectWrapper<>(Page.PLACE);
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper();
    private boolean touched;

    public WizardViewModel(
            WizardDefaults defaults,
            Signal<Catalog> catalog,
            KeyAccess keys,
            PreviewReader previews,
            Time time,
            Background background,
            Consumer<JobSpec> starter) {
        this.defaults = defaults;
        this.starter = starter;
        this.name = new SimpleStringProperty(defaults.name());
        this.place = new PlaceForm(defaults, new KeyForm(keys, background, defaults.sshKeyName()));
        this.project = new ProjectForm(defaults, previews, time, background);
        this.results = new ResultsForm(defaults, background);
        this.catalog = catalog.subscribe(now -> background.onUiThread(() -> show(now)));
        watch(place.types().chosenProperty(), place.regionProperty(), place.soldOutProperty());
        watch(place.gpuCheckProperty());
        watch(place.imageProperty(), place.key().chosenProperty(), place.key().busyProperty());
        watch(project.folderProperty(), project.sentProperty(), project.failureProperty());
        watch(project.scripts(), project.variables(), project.excluded(), name);
        watch(results.patterns(), results.outputProperty(), results.lease().hoursProperty());
        watch(results.lease().moneyProperty(), results.thenProperty());
        watch(results.onFailureProperty(), results.freeProperty(), results.afterwardsProperty());
        touched = false;
    }

    private void show(Catalog now) {
        boolean before = touched;
        place.show(now);
        changed();
        touched = before;
    }

    private void watch(Observable... values) {
        for (var value : values) {
            value.addListener(_ -> changed());
        }
    }

    private void changed() {
        touched = true;
        changes.set(changes.get() + 1);
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
            case PLACE -> place.problem();
            case PROJECT -> project.problem().or(this::nameProblem);
            case RESULTS -> results.problem();
            case REVIEW ->
                    problem(Page.PLACE)
                            .or(() -> problem(Page.PROJECT))
                            .or(() -> problem(Page.RESULTS));
        };
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

    /// Per hour, of the type chosen.
    public Optional<Cents> price() {
        return place.type().map(InstanceType::pricePerHour);
    }

    /// What the job costs if it runs until its first limit, on the dearest type it may use.
    public Optional<Cents> atMost() {
        var limits = results.limits();
        return place.highestPrice().map(price -> price.perHourOver(limits.longest(price)));
    }

    /// The job as chosen. Only to be asked for while [#problem] of the review is empty.
    public JobSpec spec() {
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
                new Machine(defaults.machine().running(), results.afterwardsProperty().get()),
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
        catalog.close();
    }
}
