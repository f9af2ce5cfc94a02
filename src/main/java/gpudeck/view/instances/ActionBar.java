package gpudeck.view.instances;

import gpudeck.domain.Messages;
import gpudeck.domain.UserMessage;
import gpudeck.view.kit.Buttons;
import gpudeck.view.kit.KeyHint;
import gpudeck.view.kit.Labels;
import gpudeck.view.kit.RichText;
import gpudeck.view.kit.StatusShape;
import gpudeck.viewmodel.Shape;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.instances.MachineFacts;
import gpudeck.viewmodel.instances.Selection;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// What can be done with the selected machines. Its buttons stay the same while they change.
final class ActionBar extends HBox {

    /// Under this width only buttons and the name have room.
    private static final double NARROW = 1120;

    private final Messages messages;
    private final StatusShape shape = new StatusShape(Shape.RING, Tone.MUTED);
    private final Label name = Labels.ellipsis(Labels.strong(""));
    private final Label count = Labels.quiet("");
    private final Label hint = Labels.ellipsis(Labels.quiet(""));
    private final RichText stops = new RichText("", "");
    private final Button ssh;
    private final Button jupyter;
    private final Button job;
    private final Button runJob;
    private final Button rename;
    private final Button restart;
    private final Button extend;
    private final Tooltip hour = new Tooltip();
    private final Button terminate;
    private final Button again;

    ActionBar(InstanceCommands commands, Messages messages) {
        this.messages = messages;
        getStyleClass().add("action-bar");
        ssh = button(Feather.TERMINAL, "ssh", commands::copySsh, "S");
        jupyter = button(Feather.BOOK_OPEN, "jupyter", commands::openJupyter, "");
        job = button(Feather.PLAY, "openJob", commands::openJob, "↵");
        runJob = button(Feather.PLAY, "runJob", commands::runJob, "J");
        rename = button(Feather.EDIT_2, "rename", commands::rename, "F2");
        restart = button(Feather.ROTATE_CW, "restart", commands::restart, "");
        extend = button(Feather.PLUS, "extend", commands::extend, "");
        extend.setTooltip(hour);
        terminate =
                Buttons.withKey(
                        Buttons.danger(
                                Feather.POWER,
                                messages.text("instances.terminate"),
                                commands::terminate),
                        "Del");
        terminate.setId("terminate");
        again =
                Buttons.danger(
                        Feather.REFRESH_CW, messages.text("instances.again"), commands::terminate);
        again.setId("terminate-again");
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        name.getStyleClass().add("machine-name");
        stops.getStyleClass().add("stops");
        getChildren().addAll(shape, name, count, ssh, jupyter, job, runJob, rename);
        getChildren().addAll(restart, extend);
        getChildren().addAll(space, hint, stops, terminate, again);
        managedLikeVisible();
        fitWidth();
    }

    private Button button(Feather icon, String id, Runnable action, String key) {
        var plain = Buttons.plain(icon, messages.text("instances.action." + id), action);
        var button = key.isEmpty() ? plain : Buttons.withKey(plain, key);
        button.setId(id);
        return button;
    }

    private void managedLikeVisible() {
        for (var node : List.of(count, job, runJob, extend, hint, stops, terminate, again)) {
            node.managedProperty().bind(node.visibleProperty());
        }
    }

    private void fitWidth() {
        var wide = Bindings.createBooleanBinding(() -> getWidth() >= NARROW, widthProperty());
        stops.visibleProperty().bind(wide);
        count.visibleProperty().bind(wide.and(count.textProperty().isNotEmpty()));
        keyHints()
                .forEach(hint -> {
                    hint.visibleProperty().bind(wide);
                    hint.managedProperty().bind(wide);
                });
    }

    private Stream<Node> keyHints() {
        return Stream.of(ssh, job, runJob, rename, terminate)
                .map(Button::getGraphic)
                .filter(HBox.class::isInstance)
                .flatMap(graphic -> ((HBox) graphic).getChildren().stream())
                .filter(KeyHint.class::isInstance);
    }

    void show(Selection chosen) {
        chosen.only().ifPresentOrElse(this::showOne, () -> showSeveral(chosen));
        count.setText(
                chosen.only().isPresent()
                        ? ""
                        : messages.text("instances.selected", chosen.machines().size()));
        stops.show("", messages.text("instances.stops", chosen.pricePerHour()));
        ssh.setDisable(!chosen.canConnect());
        jupyter.setDisable(chosen.jupyter().isEmpty());
        rename.setDisable(!chosen.canRename());
        restart.setDisable(!chosen.canRestart());
        showExtend(chosen);
        job.setVisible(chosen.only().flatMap(MachineFacts::runningJob).isPresent());
        runJob.setVisible(chosen.readyForJob().isPresent());
        again.setVisible(chosen.isEnding());
        terminate.setVisible(!chosen.isEnding());
        terminate.setDisable(!chosen.canTerminate());
        var why = chosen.whyNotTerminate();
        hint.setText(why.map(messages::text).orElse(""));
        hint.setVisible(why.isPresent() && !chosen.isEmpty());
    }

    private void showExtend(Selection chosen) {
        var words = messages.text("lease.hour", chosen.pricePerHour());
        var extendOnly = messages.text("instances.action.extend");
        extend.setVisible(chosen.canExtend());
        extend.setText(
                getWidth() < NARROW ? extendOnly : extendOnly + ", " + chosen.pricePerHour());
        extend.setAccessibleText(extendOnly + ", " + words);
        hour.setText(words);
    }

    private void showOne(MachineFacts machine) {
        shape.show(machine.status().shape(), machine.status().tone());
        name.setText(machine.name());
    }

    private void showSeveral(Selection chosen) {
        shape.show(Shape.RING, Tone.MUTED);
        UserMessage words = UserMessage.of("instances.several", chosen.machines().size());
        name.setText(messages.text(words));
    }
}
