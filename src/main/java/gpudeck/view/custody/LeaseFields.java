package gpudeck.view.custody;

import gpudeck.domain.Messages;
import gpudeck.view.kit.Fields;
import gpudeck.view.kit.Labels;
import gpudeck.viewmodel.custody.LeaseForm;
import javafx.scene.Node;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/// The fields of a [LeaseForm]: how long a machine may live, and for how much money.
public final class LeaseFields {

    private LeaseFields() {}

    /// @param prefix of the field's id
    public static VBox hours(LeaseForm form, String prefix, Messages messages, Node help) {
        var hours = new Spinner<Integer>(1, LeaseForm.MAX_HOURS, form.hoursProperty().get());
        hours.setId(prefix + "-lease");
        hours.setEditable(true);
        hours.setMaxWidth(Double.MAX_VALUE);
        hours.getEditor().getStyleClass().add("figure");
        hours.getEditor()
                .textProperty()
                .addListener((_, _, text) -> form.hoursProperty().set(hours(text)));
        return Fields.field(messages.text("lease.hours"), hours, help);
    }

    /// 0, which is refused with a sentence, for what is no number.
    private static int hours(String text) {
        return text.strip().matches("\\d{1,4}") ? Integer.parseInt(text.strip()) : 0;
    }

    /// @param prefix of the field's id
    public static VBox money(LeaseForm form, String prefix, Messages messages) {
        var amount = new TextField();
        amount.setId(prefix + "-money");
        amount.getStyleClass().add("figure");
        amount.setPromptText(messages.text("lease.money.none"));
        amount.textProperty().bindBidirectional(form.moneyProperty());
        return Fields.field(
                messages.text("lease.money"),
                amount,
                Labels.help(messages.text("lease.money.help")));
    }
}
