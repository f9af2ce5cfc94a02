package gpudeck.view.history;

import gpudeck.domain.Messages;
import gpudeck.domain.RunId;
import gpudeck.view.kit.Buttons;
import gpudeck.view.kit.Facts;
import gpudeck.view.kit.Labels;
import gpudeck.view.kit.MessageBanner;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.history.HistoryActions;
import gpudeck.viewmodel.history.HistoryRow.Shown;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// One run beside the list: how it went, what it cost, where its results are.
final class RunDetail extends BorderPane {

    private final HistoryActions actions;
    private final Messages messages;
    private final Runnable close;

    RunDetail(HistoryActions actions, Messages messages, Runnable close) {
        this.actions = actions;
        this.messages = messages;
        this.close = close;
        getStyleClass().addAll("detail-panel", "run-detail");
    }

    void show(RunId id, Shown run) {
        var body = new VBox(summary(run), what(run));
        var scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        setCenter(scroll);
        setBottom(foot(id, run));
    }

    private Node summary(Shown run) {
        var words = new VBox(Labels.section(run.job()), Labels.help(place(run)));
        HBox.setHgrow(words, Priority.ALWAYS);
        var cross = Buttons.icon(Feather.X, text("history.closeDetail"), close);
        cross.getStyleClass().add("flat");
        var box = new VBox(new HBox(words, cross), outcome(run), figures(run));
        box.getStyleClass().add("detail-section");
        return box;
    }

    private static String place(Shown run) {
        return run.region().isEmpty() ? run.gpu() : run.gpu() + ", " + run.region();
    }

    private Node outcome(Shown run) {
        if (run.explanation().isEmpty()) {
            var sign = new RunSign(messages);
            sign.show(run);
            return sign;
        }
        var banner =
                new MessageBanner(
                        RunSign.icon(run.sign()),
                        RunSign.tone(run.sign()) == Tone.DANGER ? Tone.DANGER : Tone.WARNING);
        banner.show(
                messages.text(run.outcome()) + ".",
                run.explanation().map(messages::text).orElse(""));
        return banner;
    }

    private Node figures(Shown run) {
        var row =
                new HBox(
                        figure("history.fact.cost", run.cost().toString()),
                        figure("history.fact.took", run.took()),
                        figure("history.fact.gpuUse", run.gpuUse()),
                        figure("history.fact.loss", run.loss()),
                        figure("history.fact.files", Integer.toString(run.resultFiles())));
        row.getStyleClass().add("figures");
        return row;
    }

    private Node figure(String name, String value) {
        var number = Labels.figureStrong(value);
        number.getStyleClass().add("text-stat");
        return new VBox(Labels.small(text(name)), number);
    }

    private Node what(Shown run) {
        var scripts =
                run.spec().scripts().stream()
                        .map(s -> (s.path() + " " + String.join(" ", s.arguments())).strip())
                        .collect(Collectors.joining("\n"));
        var facts =
                new Facts(1)
                        .add(text("history.fact.project"), value(run.spec().project().toString()))
                        .add(text("history.fact.scripts"), value(scripts))
                        .add(
                                text("history.fact.results"),
                                value(String.join("\n", run.spec().results())))
                        .add(text("history.fact.folder"), value(run.folder().toString()));
        run.discarded()
                .forEach(machine ->
                        facts.add(text("history.fact.discarded"), value(messages.text(machine))));
        var box = new VBox(Labels.strong(text("history.what")), facts);
        box.getStyleClass().add("detail-section");
        return box;
    }

    private static Node value(String text) {
        var label = Labels.figure(text);
        label.setWrapText(true);
        return label;
    }

    private Node foot(RunId id, Shown run) {
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var row =
                new HBox(
                        space,
                        Buttons.plain(
                                Feather.FOLDER,
                                text("history.openFolder"),
                                () -> actions.openFolder(run.folder())),
                        Buttons.plain(
                                Feather.ROTATE_CW,
                                text("history.runAgain"),
                                () -> actions.runAgain(run.spec())));
        if (run.isAttachable()) {
            row.getChildren()
                    .add(
                            Buttons.primary(
                                    Feather.PLAY,
                                    text("history.takeUp"),
                                    () -> actions.takeUp(id)));
        }
        row.getStyleClass().addAll("detail-foot", "row");
        return row;
    }

    private String text(String key) {
        return messages.text(key);
    }
}
