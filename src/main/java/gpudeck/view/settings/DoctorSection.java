package gpudeck.view.settings;

import gpudeck.domain.Messages;
import gpudeck.view.kit.Buttons;
import gpudeck.view.kit.Copied;
import gpudeck.view.kit.Labels;
import gpudeck.view.kit.VerdictIcon;
import gpudeck.viewmodel.doctor.Cure;
import gpudeck.viewmodel.doctor.DoctorViewModel;
import gpudeck.viewmodel.doctor.FindingGroup;
import gpudeck.viewmodel.doctor.FindingRow;
import gpudeck.viewmodel.doctor.Verdict;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What a job needs, how it is, and what to do about it.
final class DoctorSection {

    private final DoctorViewModel model;
    private final Consumer<Cure> go;
    private final Messages messages;
    private final VBox parts = new VBox();

    /// @param go leads to where something is done about a finding
    DoctorSection(DoctorViewModel model, Consumer<Cure> go, Messages messages) {
        this.model = model;
        this.go = go;
        this.messages = messages;
    }

    Node node() {
        parts.getStyleClass().add("doctor-parts");
        model.groupsProperty()
                .subscribe(groups ->
                        parts.getChildren().setAll(groups.stream().map(this::section).toList()));
        var node = new VBox(head(), parts);
        node.getStyleClass().add("doctor");
        return node;
    }

    private Node head() {
        var state = Labels.help("");
        state.textProperty().bind(model.stateProperty().map(messages::text));
        var words = new VBox(Labels.title(messages.text("settings.doctor")), state);
        HBox.setHgrow(words, Priority.ALWAYS);
        var copy = Buttons.plain(Feather.COPY, messages.text("settings.doctor.copy"), this::copy);
        copy.disableProperty().bind(model.groupsProperty().map(groups -> groups.isEmpty()));
        var again =
                Buttons.plain(
                        Feather.REFRESH_CW, messages.text("settings.doctor.again"), model::examine);
        again.setId("doctor-again");
        again.disableProperty().bind(model.busyProperty());
        var head = new HBox(words, copy, again);
        head.getStyleClass().add("doctor-head");
        return head;
    }

    private void copy() {
        Copied.text(model.words(messages));
    }

    private Section section(FindingGroup group) {
        var section = new Section(messages.text(group.title()));
        group.rows().forEach(finding -> section.node(row(finding)));
        return section;
    }

    private Node row(FindingRow finding) {
        var words =
                new VBox(
                        Labels.name(messages.text(finding.title())),
                        Labels.help(messages.text(finding.text())));
        words.getStyleClass().add("words");
        HBox.setHgrow(words, Priority.ALWAYS);
        finding.advice()
                .ifPresent(advice -> {
                    var text = Labels.body(messages.text(advice));
                    text.setWrapText(true);
                    text.getStyleClass().add("advice");
                    words.getChildren().add(text);
                });
        var verdict =
                Labels.toned(
                        Labels.body(messages.text("settings.doctor." + finding.verdict())),
                        finding.verdict().tone());
        verdict.setMinWidth(Region.USE_PREF_SIZE);
        var row = new HBox(VerdictIcon.of(finding.verdict()), words, verdict);
        row.getStyleClass().addAll("row", "finding");
        if (finding.verdict() == Verdict.FIX) {
            row.getStyleClass().add("to-fix");
        }
        finding.cure()
                .ifPresent(cure ->
                        row.getChildren()
                                .add(
                                        Buttons.plain(
                                                messages.text("settings.doctor.do." + cure),
                                                () -> go.accept(cure))));
        return row;
    }
}
