package gpudeck.view.wizard;

import gpudeck.domain.Messages;
import gpudeck.domain.job.ArgumentText;
import gpudeck.domain.job.JobSpec.ScriptCall;
import gpudeck.domain.job.JobSpec.Variable;
import gpudeck.view.kit.Buttons;
import gpudeck.view.kit.Fields;
import gpudeck.view.kit.Icons;
import gpudeck.view.kit.Labels;
import gpudeck.viewmodel.wizard.ProjectForm;
import gpudeck.viewmodel.wizard.Sent;
import javafx.beans.Observable;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The scripts in their order, the set-up before them, the variables around them.
final class ScriptsField {

    private final Messages messages;
    private final ProjectForm form;
    private final VBox scripts = new VBox();
    private final FlowPane variables = new FlowPane();

    ScriptsField(WizardView wizard) {
        this.messages = wizard.messages();
        this.form = wizard.model().project();
    }

    VBox node() {
        scripts.getStyleClass().add("part-list");
        var scroll = new ScrollPane(scripts);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("wizard-box");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        form.scripts().addListener((ListChangeListener<ScriptCall>) _ -> showScripts());
        showScripts();
        variables.getStyleClass().add("variable-list");
        form.variables().addListener((Observable _) -> showVariables());
        showVariables();
        var node = new VBox(head(), scroll, setUp(), variableFields());
        node.getStyleClass().addAll("field", "scripts-field");
        return node;
    }

    private HBox head() {
        var name = new Label(messages.text("wizard.scripts"));
        name.getStyleClass().add("field-name");
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var add = new MenuButton(messages.text("wizard.scripts.add"), Icons.of(Feather.PLUS));
        add.setId("wizard-add-script");
        form.sentProperty()
                .subscribe(_ -> {
                    add.getItems().setAll(form.candidates().stream().map(this::candidate).toList());
                    add.setDisable(add.getItems().isEmpty());
                });
        var head = new HBox(name, space, add);
        head.getStyleClass().add("wizard-row");
        return head;
    }

    private MenuItem candidate(String path) {
        var item = new MenuItem(path);
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> form.addScript(path));
        return item;
    }

    private void showScripts() {
        scripts.getChildren().clear();
        for (int i = 0; i < form.scripts().size(); i++) {
            scripts.getChildren().add(script(i, form.scripts().get(i)));
        }
        if (form.scripts().isEmpty()) {
            scripts.getChildren().add(Labels.help(messages.text("wizard.scripts.none")));
        }
    }

    private HBox script(int index, ScriptCall call) {
        var number = Labels.figure(String.valueOf(index + 1));
        number.getStyleClass().add("text-quiet");
        var arguments = new TextField(ArgumentText.join(call.arguments()));
        arguments.setPromptText(messages.text("wizard.scripts.arguments"));
        arguments.setAccessibleText(messages.text("wizard.scripts.argumentsOf", call.path()));
        arguments.getStyleClass().addAll("figure", "script-arguments");
        arguments.setOnAction(_ -> form.setArguments(index, arguments.getText()));
        arguments
                .focusedProperty()
                .addListener((_, _, focused) -> {
                    if (!focused && isStillThere(index, call)) {
                        form.setArguments(index, arguments.getText());
                    }
                });
        var path = Labels.ellipsis(Labels.figureStrong(call.path()));
        var words = new VBox(path, arguments);
        words.getStyleClass().add("script-words");
        HBox.setHgrow(words, Priority.ALWAYS);
        var up = tool(Feather.CHEVRON_UP, "wizard.scripts.up", () -> form.moveUp(index));
        up.setDisable(index == 0);
        var row =
                new HBox(
                        number,
                        words,
                        up,
                        tool(Feather.X, "wizard.scripts.remove", () -> form.removeScript(index)));
        row.getStyleClass().add("script-row");
        return row;
    }

    /// A row that was moved or removed also loses the focus.
    private boolean isStillThere(int index, ScriptCall call) {
        return index < form.scripts().size() && form.scripts().get(index).equals(call);
    }

    private Node tool(Feather icon, String key, Runnable action) {
        var button = Buttons.small(Buttons.icon(icon, messages.text(key), action));
        button.getStyleClass().add("flat");
        return button;
    }

    private VBox setUp() {
        var line = Labels.figure("");
        line.getStyleClass().add("set-up-line");
        line.setMaxWidth(Double.MAX_VALUE);
        form.sentProperty().subscribe(now -> line.setText("$ " + now.map(Sent::setUp).orElse("…")));
        return Fields.field(messages.text("wizard.setUp"), line);
    }

    private VBox variableFields() {
        var name = new TextField();
        name.setId("wizard-variable-name");
        name.setPromptText(messages.text("wizard.variable.namePrompt"));
        name.getStyleClass().add("figure");
        var value = new TextField();
        value.setPromptText(messages.text("wizard.variable.valuePrompt"));
        value.setAccessibleText(messages.text("wizard.variable.valuePrompt"));
        value.getStyleClass().add("figure");
        var hidden = new CheckBox(messages.text("wizard.variable.hidden"));
        var problem = Fields.problem();
        Runnable add =
                () -> {
                    var wrong =
                            form.addVariable(name.getText(), value.getText(), hidden.isSelected());
                    Fields.show(problem, messages, wrong);
                    if (wrong.isEmpty()) {
                        name.clear();
                        value.clear();
                        name.requestFocus();
                    }
                };
        name.setOnAction(_ -> value.requestFocus());
        value.setOnAction(_ -> add.run());
        var row =
                new HBox(
                        name,
                        value,
                        hidden,
                        Buttons.icon(Feather.PLUS, messages.text("wizard.variable.add"), add));
        row.getStyleClass().add("wizard-row");
        hidden.setMinWidth(Region.USE_PREF_SIZE);
        return Fields.field(messages.text("wizard.variables"), row, variables, problem);
    }

    private void showVariables() {
        variables.getChildren().setAll(form.variables().stream().map(this::variable).toList());
        variables.setManaged(!form.variables().isEmpty());
    }

    private Node variable(Variable variable) {
        var text =
                variable.hidden()
                        ? messages.text("wizard.variable.shownHidden", variable.name())
                        : variable.name() + " = " + variable.value();
        var label = Labels.ellipsis(Labels.figure(text));
        if (variable.hidden()) {
            label.setGraphic(Icons.of(Feather.LOCK));
        }
        var chip =
                new HBox(
                        label,
                        tool(
                                Feather.X,
                                "wizard.variable.remove",
                                () -> form.removeVariable(variable)));
        chip.getStyleClass().add("variable-chip");
        return chip;
    }
}
