package gpudeck.view.job;

import gpudeck.domain.Messages;
import gpudeck.view.kit.Buttons;
import gpudeck.view.kit.DialogBox;
import gpudeck.view.kit.ModalHost;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.job.JobViewModel;
import javafx.scene.control.Button;
import org.kordamp.ikonli.feather.Feather;

/// Asks before a job is cancelled. If it was agreed that its machine is kept, only its scripts may
/// be stopped too.
record CancelDialog(JobViewModel job, Messages messages, ModalHost dialogs) {

    void ask() {
        var stay = Buttons.plain(messages.text("job.cancel.stay"), dialogs::close);
        var terminate = terminate();
        var box =
                new DialogBox(
                        Feather.POWER,
                        Tone.DANGER,
                        messages.text("job.cancel.question", job.name()),
                        messages.text(job.cancelQuestion()));
        if (job.canKeepMachine()) {
            var stop = stop();
            box.buttons(stay, terminate, stop).preferring(stop);
        } else {
            box.buttons(stay, terminate).preferring(terminate);
        }
        dialogs.show(box.endingMachines(), dialogs::close);
    }

    private Button terminate() {
        var terminate =
                Buttons.dangerFilled(
                        Feather.POWER,
                        messages.text("job.cancel.confirm", job.name()),
                        () -> close(job::cancelAndTerminate));
        terminate.setId("confirm-cancel");
        // A name may hold an underscore.
        terminate.setMnemonicParsing(false);
        return terminate;
    }

    private Button stop() {
        var stop =
                Buttons.primary(
                        Feather.SQUARE,
                        messages.text("job.stop.confirm"),
                        () -> close(job::cancel));
        stop.setId("confirm-stop");
        return stop;
    }

    private void close(Runnable then) {
        dialogs.close();
        then.run();
    }
}
