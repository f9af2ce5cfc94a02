package gpudeck.view.job;

import gpudeck.domain.Messages;
import gpudeck.domain.job.JobSpec;
import gpudeck.view.kit.Buttons;
import gpudeck.view.kit.Labels;
import gpudeck.viewmodel.job.JobViewModel;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The head of a job's view: what it is, where it runs, what it costs, and its one red button; when
/// it is over, how to run it again.
final class JobHeader extends HBox {

    private final JobViewModel job;
    private final Messages messages;
    private final JobLinks links;

    JobHeader(JobViewModel job, Messages messages, JobLinks links, Runnable back) {
        this.job = job;
        this.messages = messages;
        this.links = links;
        getStyleClass().add("job-header");
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        getChildren()
                .addAll(
                        Buttons.icon(Feather.ARROW_LEFT, messages.text("job.back"), back),
                        title(),
                        space,
                        figure("job.elapsed", job.elapsedProperty()),
                        figure("job.cost", job.costProperty().map(Object::toString)),
                        figure(
                                "job.atMost",
                                job.atMostProperty()
                                        .map(most -> most.map(Object::toString).orElse("–"))),
                        leaseLeft(),
                        buttons());
    }

    private VBox title() {
        var name = Labels.ellipsis(Labels.title(job.name()));
        var badge = JobBadge.of(job, messages);
        badge.setMinWidth(Region.USE_PREF_SIZE);
        var head = new HBox(name, badge);
        head.getStyleClass().add("job-title");
        var place =
                Labels.bound(
                        Labels.help(""), job.stateProperty().map(_ -> messages.text(job.place())));
        place.setWrapText(false);
        var address =
                Labels.bound(
                        Labels.figure(""), job.stateProperty().map(run -> run.ip().orElse("")));
        address.getStyleClass().add("text-quiet");
        var under = new HBox(place, address);
        under.getStyleClass().add("job-place");
        var title = new VBox(head, under);
        title.getStyleClass().add("job-heading");
        return title;
    }

    private Node figure(String key, ObservableValue<String> value) {
        var amount = new Label();
        amount.getStyleClass().add("text-stat");
        amount.textProperty().bind(value);
        amount.setMinWidth(Region.USE_PREF_SIZE);
        var figure = new VBox(Labels.small(messages.text(key)), amount);
        figure.getStyleClass().add("job-figure");
        figure.setMinWidth(Region.USE_PREF_SIZE);
        return figure;
    }

    private Node leaseLeft() {
        var figure =
                figure(
                        "job.leaseLeft",
                        job.leaseLeftProperty().map(left -> messages.text(left.words())));
        figure.setId("job-lease");
        figure.managedProperty().bind(figure.visibleProperty());
        figure.visibleProperty()
                .bind(job.leaseLeftProperty().map(left -> left.share().isPresent()));
        return figure;
    }

    private HBox buttons() {
        var cancel =
                Buttons.dangerFilled(
                        Feather.POWER, "", new CancelDialog(job, messages, links.dialogs())::ask);
        cancel.setId("cancel-job");
        cancel.disableProperty().bind(job.cancellingProperty());
        var again =
                Buttons.plain(
                        Feather.ROTATE_CW,
                        messages.text("job.again"),
                        () -> links.runAgain().accept(spec()));
        again.setId("run-again");
        var here = runHere();
        var buttons = new HBox();
        buttons.getStyleClass().add("job-buttons");
        job.stateProperty()
                .subscribe(run -> {
                    cancel.setText(messages.text(job.canKeepMachine() ? "job.stop" : "job.cancel"));
                    var wanted = run.isOver() ? List.of(again, here) : List.of(cancel);
                    if (!buttons.getChildren().equals(wanted)) {
                        buttons.getChildren().setAll(wanted);
                    }
                });
        return buttons;
    }

    /// Only while the machine that the job kept is there.
    private Button runHere() {
        var here =
                Buttons.primary(
                        Feather.PLAY,
                        messages.text("job.here"),
                        () ->
                                job.keptProperty()
                                        .get()
                                        .ifPresent(machine ->
                                                links.runHere().accept(spec(), machine)));
        here.setId("run-here");
        here.managedProperty().bind(here.visibleProperty());
        here.visibleProperty().bind(job.keptProperty().map(Optional::isPresent));
        return here;
    }

    private JobSpec spec() {
        return job.stateProperty().get().spec();
    }
}
