package gpudeck.view.wizard;

import gpudeck.domain.Messages;
import gpudeck.view.kit.Fields;
import gpudeck.view.kit.Icons;
import gpudeck.view.kit.Labels;
import gpudeck.viewmodel.wizard.FolderChooser;
import gpudeck.viewmodel.wizard.ProjectForm;
import gpudeck.viewmodel.wizard.Sent;
import java.util.ArrayList;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Page 2: the folder, what of it is sent, the scripts and their variables.
final class ProjectPage {

    private final WizardView wizard;
    private final Messages messages;

    /// In a narrower list the names need the room, in px.
    private static final double ROOM_FOR_BARS = 400;

    private final VBox parts = new VBox();
    private final ProjectForm form;

    private ProjectPage(WizardView wizard) {
        this.wizard = wizard;
        this.messages = wizard.messages();
        this.form = wizard.model().project();
    }

    static VBox of(WizardView wizard, FolderChooser folders) {
        var page = new ProjectPage(wizard);
        var columns = new GridPane();
        columns.getStyleClass().add("field-columns");
        var sent = page.sent();
        var scripts = new ScriptsField(wizard).node();
        GridPane.setHgrow(sent, Priority.ALWAYS);
        GridPane.setVgrow(sent, Priority.ALWAYS);
        columns.addRow(0, sent, scripts);
        VBox.setVgrow(columns, Priority.ALWAYS);
        return Fields.page(
                page.messages.text("wizard.project.title"),
                page.messages.text("wizard.project.text"),
                page.folder(folders),
                columns);
    }

    private HBox folder(FolderChooser folders) {
        var title = messages.text("wizard.project.folder");
        var row =
                new FolderField(
                        "wizard-folder",
                        title,
                        form.folderProperty(),
                        form::path,
                        folders,
                        messages);
        var problem = Fields.problem();
        form.failureProperty().subscribe(now -> Fields.show(problem, messages, now));
        var folder = Fields.field(title, row, problem);
        HBox.setHgrow(folder, Priority.ALWAYS);
        var name = new TextField();
        name.setId("wizard-name");
        name.textProperty().bindBidirectional(wizard.model().nameProperty());
        wizard.follow(() -> () -> name.setPromptText(wizard.model().jobName()));
        var both = new HBox(folder, Fields.field(messages.text("wizard.name"), name));
        both.getStyleClass().add("field-columns");
        return both;
    }

    private VBox sent() {
        var sum = Labels.help("");
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var name = new Label(messages.text("wizard.sent"));
        name.getStyleClass().add("field-name");
        var head = new HBox(name, space, sum);
        head.getStyleClass().add("wizard-row");
        parts.getStyleClass().add("part-list");
        var scroll = new ScrollPane(parts);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("wizard-box");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        var leftOut = Labels.help("");
        form.sentProperty()
                .subscribe(now -> {
                    sum.setText(
                            now.map(this::sum)
                                    .orElseGet(() -> messages.text("wizard.sent.unknown")));
                    leftOut.setText(now.map(this::leftOut).orElse(""));
                    now.ifPresent(sent -> showParts(sent));
                    if (now.isEmpty()) {
                        parts.getChildren().clear();
                    }
                });
        var sent = new VBox(head, scroll, leftOut);
        sent.getStyleClass().add("field");
        return sent;
    }

    private String sum(Sent sent) {
        return messages.text("wizard.sent.sum", sent.files(), sent.bytes());
    }

    private String leftOut(Sent sent) {
        return sent.leftOut().isEmpty()
                ? ""
                : messages.text("wizard.sent.leftOut", String.join(", ", sent.leftOut()));
    }

    private void showParts(Sent sent) {
        var rows = new ArrayList<Node>();
        for (var part : sent.parts()) {
            rows.add(part(part));
        }
        form.excluded().stream()
                .filter(n -> sent.parts().stream().noneMatch(p -> p.name().equals(n)))
                .forEach(n -> rows.add(row(n, false, false, Optional.empty())));
        parts.getChildren().setAll(rows);
    }

    private HBox part(Sent.Part part) {
        var bar = new ShareBar(part.share());
        bar.visibleProperty().bind(parts.widthProperty().greaterThan(ROOM_FOR_BARS));
        bar.managedProperty().bind(bar.visibleProperty());
        var files = Labels.figure(part.isFolder() ? "%,d".formatted(part.files()) : "");
        files.getStyleClass().add("part-files");
        var bytes = Labels.figureStrong(part.bytes().toString());
        bytes.getStyleClass().add("part-bytes");
        var figures = new HBox(bar, files, bytes);
        figures.getStyleClass().add("part-figures");
        return row(part.name(), part.isFolder(), true, Optional.of(figures));
    }

    private HBox row(String name, boolean folder, boolean included, Optional<Node> figures) {
        var check = new CheckBox();
        check.setSelected(included);
        check.setAccessibleText(messages.text("wizard.sent.include", name));
        check.setOnAction(_ -> form.include(name, check.isSelected()));
        var label = Labels.ellipsis(new Label(name));
        label.getStyleClass().add(included ? "text-name" : "text-quiet");
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var row = new HBox(check, Icons.of(folder ? Feather.FOLDER : Feather.FILE), label, space);
        figures.ifPresent(row.getChildren()::add);
        row.getStyleClass().add("part-row");
        return row;
    }
}
