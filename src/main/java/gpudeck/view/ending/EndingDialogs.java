package gpudeck.view.ending;

import gpudeck.domain.Messages;
import gpudeck.domain.UserMessage;
import gpudeck.view.kit.Buttons;
import gpudeck.view.kit.DialogBox;
import gpudeck.view.kit.ModalHost;
import gpudeck.view.kit.RichText;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.ending.AllMineViewModel;
import gpudeck.viewmodel.ending.EndingQuestion;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import org.kordamp.ikonli.feather.Feather;

/// Asks before machines are ended.
public final class EndingDialogs {

    private final ModalHost dialogs;
    private final Messages messages;

    public EndingDialogs(ModalHost dialogs, Messages messages) {
        this.dialogs = dialogs;
        this.messages = messages;
    }

    public void ask(EndingQuestion question, Runnable confirmed) {
        var keep =
                Buttons.plain(
                        messages.text("ending.keep", question.lines().size()), dialogs::close);
        keep.setId("keep");
        var confirm = confirm(question, confirmed);
        var list = new EndingList(messages);
        list.show(question.lines(), List.of());
        dialogs.show(
                new DialogBox(
                                Feather.POWER,
                                Tone.DANGER,
                                messages.text(question.question()),
                                sentences(messages, question.text()))
                        .content(list, new RichText("", messages.text(question.money())))
                        .buttons(keep, confirm)
                        .preferring(confirm)
                        .endingMachines(),
                dialogs::close);
    }

    /// Nothing to ask if nothing of mine runs.
    public void askAllMine(AllMineViewModel model) {
        model.question().ifPresent(question -> ask(question, model::terminateAll));
    }

    private Button confirm(EndingQuestion question, Runnable confirmed) {
        var confirm =
                Buttons.dangerFilled(
                        Feather.POWER,
                        messages.text(question.confirm()),
                        () -> {
                            dialogs.close();
                            confirmed.run();
                        });
        confirm.setId("confirm-terminate");
        // A name may hold an underscore.
        confirm.setMnemonicParsing(false);
        return confirm;
    }

    static String sentences(Messages messages, List<UserMessage> text) {
        return text.stream().map(messages::text).collect(Collectors.joining(" "));
    }
}
