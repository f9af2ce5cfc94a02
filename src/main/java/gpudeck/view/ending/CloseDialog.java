package gpudeck.view.ending;

import gpudeck.domain.Messages;
import gpudeck.view.kit.Buttons;
import gpudeck.view.kit.DialogBox;
import gpudeck.view.kit.ModalHost;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.ending.CloseViewModel;
import gpudeck.viewmodel.ending.CloseViewModel.Phase;
import gpudeck.viewmodel.ending.CloseViewModel.Shown;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import org.kordamp.ikonli.feather.Feather;

/// What the window says when it is to be closed while something of the user's goes on: a question,
/// then how the end goes, then what to do if it is not proved.
public final class CloseDialog {

    private final Supplier<CloseViewModel> models;
    private final Messages messages;
    private final ModalHost dialogs;
    private Optional<Open> open = Optional.empty();

    /// @param models makes one for each time that it is asked
    public CloseDialog(Supplier<CloseViewModel> models, Messages messages, ModalHost dialogs) {
        this.models = models;
        this.messages = messages;
        this.dialogs = dialogs;
    }

    /// Asks, unless it does so already.
    public void ask() {
        if (open.isEmpty()) {
            var dialog = new Open(models.get());
            open = Optional.of(dialog);
            dialog.begin();
        }
    }

    public boolean isOpen() {
        return open.isPresent();
    }

    private final class Open {

        private final CloseViewModel model;
        private final EndingList list = new EndingList(messages);
        private Phase phase = Phase.OVER;
        private DialogBox box = new DialogBox(Feather.ALERT_TRIANGLE, Tone.DANGER, "", "");
        private Button leave = Buttons.plain("", () -> {});

        Open(CloseViewModel model) {
            this.model = model;
        }

        void begin() {
            model.shownProperty().subscribe(this::show);
        }

        private void show(Shown now) {
            if (now.phase() == Phase.OVER) {
                open = Optional.empty();
                dialogs.close();
                return;
            }
            boolean anew = now.phase() != phase;
            if (anew) {
                phase = now.phase();
                box = box(phase);
            }
            var question = messages.text(now.question());
            box.say(question, EndingDialogs.sentences(messages, now.text()));
            list.show(now.lines(), now.leftAlone());
            leave.setText(
                    messages.text(
                            phase == Phase.ASKING ? "ending.close.leave" : "ending.close.anyway",
                            now.rate()));
            leave.setVisible(now.canLeave());
            leave.setManaged(now.canLeave());
            if (anew) {
                dialogs.show(box, model::stay);
            }
        }

        private DialogBox box(Phase now) {
            return switch (now) {
                case ASKING, OVER -> asking();
                case ENDING -> ending();
                case NOT_PROVED -> notProved();
            };
        }

        private DialogBox asking() {
            leave = leave(model::leaveRunning);
            var terminate =
                    Buttons.withKey(
                            Buttons.dangerFilled(
                                    Feather.POWER,
                                    messages.text("ending.close.terminate"),
                                    model::terminateAllThenClose),
                            "↵");
            terminate.setId("close-terminate");
            return new DialogBox(Feather.ALERT_TRIANGLE, Tone.DANGER, "", "")
                    .content(list)
                    .buttons(stay("ending.close.stay"), leave, terminate)
                    .preferring(terminate)
                    .endingMachines();
        }

        private DialogBox ending() {
            return new DialogBox(Feather.POWER, Tone.WARNING, "", "")
                    .content(list)
                    .buttons(stay("ending.close.keepOpen"));
        }

        private DialogBox notProved() {
            leave = leave(model::closeAnyway);
            var again =
                    Buttons.primary(
                            Feather.REFRESH_CW,
                            messages.text("ending.close.keepTrying"),
                            model::terminateAllThenClose);
            again.setId("close-again");
            return new DialogBox(Feather.ALERT_OCTAGON, Tone.DANGER, "", "")
                    .content(list)
                    .buttons(stay("ending.close.stay"), leave, again)
                    .preferring(again)
                    .endingMachines();
        }

        private Button stay(String key) {
            var stay = Buttons.withKey(Buttons.plain(messages.text(key), model::stay), "Esc");
            stay.setId("close-stay");
            return stay;
        }

        private Button leave(Runnable action) {
            var button = Buttons.plain("", action);
            button.setId("close-leave");
            return button;
        }
    }
}
