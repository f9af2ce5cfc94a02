package gpudeck.view.wizard;

import gpudeck.domain.Messages;
import gpudeck.view.keys.KeyField;
import gpudeck.view.kit.Fields;
import gpudeck.view.kit.MessageBanner;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.keys.KeyForm;
import gpudeck.viewmodel.wizard.RunningMachine;
import java.util.List;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Page 1 of a job on an instance that runs already: there is nothing to choose.
final class RunningPlacePage {

    private final Messages messages;
    private final KeyForm key;

    private RunningPlacePage(WizardView wizard) {
        this.messages = wizard.messages();
        this.key = wizard.model().place().key();
    }

    static VBox of(WizardView wizard) {
        var page = new RunningPlacePage(wizard);
        var banner = new MessageBanner(Feather.SERVER, Tone.ACCENT);
        banner.setId("wizard-running");
        wizard.follow(() ->
                () ->
                        wizard.model()
                                .running()
                                .ifPresent(there ->
                                        banner.show(there.name() + ",", page.words(there))));
        return Fields.page(
                page.messages.text("wizard.running.title"),
                page.messages.text("wizard.running.text"),
                banner,
                page.lockedKey());
    }

    private String words(RunningMachine there) {
        var chosen = key.chosenProperty().get();
        return String.join(
                " ",
                List.of(
                        messages.text(
                                "wizard.running.paid",
                                there.typeWords(),
                                there.region(),
                                there.type().pricePerHour()),
                        there.lease()
                                .map(l -> messages.text("wizard.running.lease", l.end(), l.left()))
                                .orElseGet(() -> messages.text("lease.none.text")),
                        chosen == null ? "" : messages.text("wizard.running.key", chosen.name())));
    }

    /// The instance decides which key; its passphrase may be needed.
    private VBox lockedKey() {
        var field = KeyField.of(key, messages);
        field.managedProperty().bind(field.visibleProperty());
        key.chosenProperty()
                .subscribe(chosen -> field.setVisible(chosen != null && chosen.locked()));
        return field;
    }
}
