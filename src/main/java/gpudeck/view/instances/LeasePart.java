package gpudeck.view.instances;

import gpudeck.domain.Messages;
import gpudeck.view.kit.Labels;
import gpudeck.view.kit.LeaseBar;
import gpudeck.view.kit.RichText;
import gpudeck.viewmodel.custody.LeaseLeft;
import gpudeck.viewmodel.instances.LeaseFacts;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// The lease of the selected machine: what is left, and when it ends.
final class LeasePart extends VBox {

    private final Messages messages;
    private final Label title;
    private final LeaseBar bar;
    private final RichText ends = new RichText("", "");

    LeasePart(Messages messages) {
        this.messages = messages;
        title = Labels.strong(messages.text("lease.title"));
        bar = new LeaseBar(messages.text("lease.byMoney"));
        getStyleClass().add("lease-part");
        bar.managedProperty().bind(bar.visibleProperty());
        managedProperty().bind(visibleProperty());
        getChildren().addAll(title, bar, ends);
        hide();
    }

    void hide() {
        setVisible(false);
    }

    void show(LeaseFacts facts, LeaseLeft left) {
        setVisible(true);
        bar.setVisible(left.share().isPresent());
        left.share()
                .ifPresent(share ->
                        bar.show(share, messages.text(left.words()), left.tone(), left.byMoney()));
        var cost = facts.atMost().map(most -> " " + messages.text("lease.atMost", most)).orElse("");
        ends.show("", messages.text(facts.ends()) + cost);
    }
}
