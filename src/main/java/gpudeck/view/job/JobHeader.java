package gpudeck.view.job;

import gpudeck.domain.Messages;
import gpudeck.view.kit.Buttons;
import gpudeck.view.kit.DialogBox;
import gpudeck.view.kit.Labels;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.job.JobViewModel;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The head of a job's view: what it is, where it runs, what it costs, and its one red button.
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
                Buttons.dangerFilled(Feather.POWER, messages.text("job.cancel"), this::askToCancel);
        cancel.setId("cancel-job");
        cancel.disableProperty().bind(job.cancellingProperty());
        var again =
                Buttons.plain(
                        Feather.ROTATE_CW,
                        messages.text("job.again"),
                        () -> links.runAgain().accept(job.stateProperty().get().spec()));
        again.setId("run-again");
        var buttons = new HBox();
        buttons.getStyleClass().add("job-buttons");
        job.stateProperty()
                .subscribe(run -> {
                    var wanted = run.isOver() ? again : cancel;
                    if (!buttons.getChildren().contains(wanted)) {
                        buttons.getChildren().setAll(wanted);
                    }
                });
        return buttons;
    }

    private void askToCancel() {
        var dialogs = links.dialogs();
        var stay = Buttons.plain(messages.text("job.cancel.stay"), dialogs::close);
        var confirm =
                Buttons.dangerFilled(
                        Feather.POWER,
                        messages.text("job.cancel.confirm", job.name()),
                        () -> {
                            dialogs.close();
                            job.cancelAndTerminate();
                        });
        confirm.setId("confirm-cancel");
        // A name may hold an underscore.
        confirm.setMnemonicParsing(false);
        dialogs.show(
                new DialogBox(
                                Feather.POWER,
                                Tone.DANGER,
                                messages.text("job.cancel.question", job.name()),
                                messages.text(job.cancelQuestion()))
                        .buttons(stay, confirm)
                        .preferring(confirm)
                        .endingMachines(),
                dialogs::close);
    }
}
