package gpudeck.view.job;

import gpudeck.domain.Messages;
import gpudeck.view.frame.Page;
import gpudeck.view.kit.Buttons;
import gpudeck.view.kit.Columns;
import gpudeck.view.kit.EmptyState;
import gpudeck.view.kit.MessageBanner;
import gpudeck.view.kit.PageBar;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.frame.NavigationCount;
import gpudeck.viewmodel.job.JobViewModel;
import gpudeck.viewmodel.job.JobsViewModel;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The jobs of this session, and the view of the one that is opened.
public final class JobsPage extends StackPane implements Page {

    private final JobsViewModel model;
    private final ReadOnlyObjectProperty<NavigationCount> count;
    private final Messages messages;
    private final JobLinks links;
    private final BorderPane list = new BorderPane();
    private final TableView<JobViewModel> table = new TableView<>();

    /// A view keeps its search and place while others are looked at.
    private final Map<JobViewModel, JobView> views = new WeakHashMap<>();

    /// @param count beside the page's name
    public JobsPage(
            JobsViewModel model,
            ReadOnlyObjectProperty<NavigationCount> count,
            Messages messages,
            JobLinks links) {
        this.model = model;
        this.count = count;
        this.messages = messages;
        this.links = links;
        getStyleClass().add("jobs-page");
        fillTable();
        list.setTop(new VBox(bar(), problem()));
        list.setCenter(table);
        model.openedProperty().subscribe(this::open);
    }

    @Override
    public String id() {
        return "jobs";
    }

    @Override
    public String title() {
        return messages.text("jobs.title");
    }

    @Override
    public Feather icon() {
        return Feather.PLAY;
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public Optional<ObservableValue<NavigationCount>> count() {
        return Optional.of(count);
    }

    private void open(@Nullable JobViewModel job) {
        if (job == null) {
            getChildren().setAll(list);
        } else {
            getChildren().setAll(views.computeIfAbsent(job, this::view));
        }
    }

    private JobView view(JobViewModel job) {
        return new JobView(
                job,
                messages,
                links,
                () -> {
                    model.openedProperty().set(null);
                    table.getSelectionModel().select(job);
                    table.requestFocus();
                });
    }

    private PageBar bar() {
        var create =
                Buttons.primary(
                        Feather.PLUS, messages.text("jobs.new"), () -> links.newJob().run());
        create.setId("new-job");
        var bar = new PageBar(messages.text("jobs.title"), create);
        bar.summary()
                .textProperty()
                .bind(model.runningProperty().map(n -> messages.text("jobs.running", n)));
        return bar;
    }

    private Node problem() {
        var dismiss = Buttons.plain(messages.text("jobs.problem.dismiss"), model::dismissProblem);
        var banner = new MessageBanner(Feather.ALERT_TRIANGLE, Tone.WARNING, dismiss);
        banner.setId("not-taken-up");
        var box = new VBox(banner);
        box.getStyleClass().add("problem");
        box.managedProperty().bind(box.visibleProperty());
        model.problemProperty()
                .subscribe(now -> {
                    box.setVisible(now.isPresent());
                    now.ifPresent(
                            m -> banner.show(messages.text("jobs.problem"), messages.text(m)));
                });
        return box;
    }

    private void fillTable() {
        table.setId("jobs");
        table.setItems(model.jobs());
        var columns = new Columns<>(table);
        columns.node(
                messages.text("jobs.column.state"),
                260,
                job -> new ReadOnlyObjectWrapper<>(job).getReadOnlyProperty(),
                StateCell::new);
        columns.text(
                messages.text("jobs.column.name"),
                180,
                job -> new ReadOnlyObjectWrapper<>(job.name()).getReadOnlyProperty());
        columns.figure(messages.text("jobs.column.elapsed"), 92, JobViewModel::elapsedProperty);
        columns.figureStrong(
                messages.text("jobs.column.cost"),
                80,
                job -> job.costProperty().map(Object::toString));
        var place =
                columns.text(
                        messages.text("jobs.column.place"),
                        220,
                        job -> job.stateProperty().map(_ -> messages.text(job.place())));
        columns.edges();
        columns.rest(place);
        table.setPlaceholder(
                new EmptyState(
                        Feather.PLAY,
                        messages.text("jobs.empty.title"),
                        messages.text("jobs.empty.text"),
                        Buttons.plain(
                                Feather.PLUS,
                                messages.text("jobs.new"),
                                () -> links.newJob().run())));
        table.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                openSelected();
            }
        });
        table.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
                openSelected();
            }
        });
    }

    private void openSelected() {
        var job = table.getSelectionModel().getSelectedItem();
        if (job != null) {
            model.openedProperty().set(job);
        }
    }

    private final class StateCell implements Columns.CellNode<JobViewModel> {

        private final VBox place = new VBox();

        StateCell() {
            place.getStyleClass().add("job-state");
        }

        @Override
        public Node node() {
            return place;
        }

        @Override
        public void show(JobViewModel job) {
            place.getChildren().setAll(JobBadge.of(job, messages));
        }
    }
}
