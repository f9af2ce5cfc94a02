package gpudeck.view.wizard;

import gpudeck.domain.Messages;
import gpudeck.domain.cloud.TypeOffer;
import gpudeck.view.kit.Columns;
import gpudeck.view.kit.EmptyState;
import gpudeck.view.kit.Labels;
import gpudeck.view.kit.OpenRegions;
import gpudeck.viewmodel.gpus.TypeFacts;
import gpudeck.viewmodel.wizard.TypeList;
import gpudeck.viewmodel.wizard.TypeRow;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;

/// The types as rows with a radio sign: the selected row is the chosen type.
final class TypeTable extends TableView<TypeRow> {

    private final TypeList types;
    private final Messages messages;

    TypeTable(TypeList types, Messages messages) {
        this.types = types;
        this.messages = messages;
        setId("wizard-types");
        getStyleClass().add("type-table");
        setItems(types.rows());
        setAccessibleText(messages.text("wizard.type"));
        setPlaceholder(
                new EmptyState(
                        Feather.CPU,
                        messages.text("wizard.type.none"),
                        messages.text("wizard.type.none.text")));
        addColumns();
        select();
        getSelectionModel()
                .selectedItemProperty()
                .addListener((_, _, row) -> {
                    if (row != null) {
                        types.chosenProperty().set(row);
                    }
                });
        types.chosenProperty().addListener(_ -> select());
    }

    private void select() {
        var row = types.chosenProperty().get();
        if (row != null && !row.equals(getSelectionModel().getSelectedItem())) {
            getSelectionModel().select(row);
            scrollTo(Math.max(0, getItems().indexOf(row) - 2));
        }
    }

    private void addColumns() {
        var columns = new Columns<>(this);
        columns.node("", 36, TypeRow::selfProperty, RadioCell::new);
        columns.node(
                messages.text("wizard.column.type"), 220, TypeRow::offerProperty, TypeCell::new);
        columns.figure(
                messages.text("wizard.column.memory"),
                80,
                row -> row.offerProperty().map(o -> TypeFacts.of(o.type()).memory()));
        columns.figureStrong(
                messages.text("wizard.column.price"),
                76,
                row -> row.offerProperty().map(o -> o.type().pricePerHour().toString()));
        var open =
                columns.node(
                        messages.text("wizard.column.open"),
                        200,
                        TypeRow::offerProperty,
                        () -> new OpenRegions(messages));
        columns.rest(open);
    }

    private final class RadioCell implements Columns.CellNode<TypeRow> {

        private final StackPane sign = new StackPane();

        RadioCell() {
            sign.getStyleClass().add("radio-sign");
        }

        @Override
        public Node node() {
            return sign;
        }

        @Override
        public void show(TypeRow row) {
            sign.idProperty().unbind();
            sign.idProperty()
                    .bind(
                            Bindings.createStringBinding(
                                    () ->
                                            row.equals(types.chosenProperty().get())
                                                    ? "radio-on"
                                                    : "radio-off",
                                    types.chosenProperty()));
        }
    }

    private static final class TypeCell implements Columns.CellNode<TypeOffer> {

        private final HBox words = new HBox();
        private final Label title = Labels.name("");
        private final Label variant = Labels.quiet("");

        TypeCell() {
            words.getStyleClass().add("type-words");
            words.getChildren().addAll(title, Labels.ellipsis(variant));
        }

        @Override
        public Node node() {
            return words;
        }

        @Override
        public void show(TypeOffer offer) {
            var type = offer.type();
            boolean arm = type.architecture().filter("arm64"::equals).isPresent();
            title.setText(type.title());
            variant.setText(arm ? type.variant() + ", arm64" : type.variant());
            words.setOpacity(offer.isOpen() ? 1 : 0.75);
        }
    }
}
