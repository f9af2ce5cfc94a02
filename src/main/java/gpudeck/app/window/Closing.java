package gpudeck.app.window;

import gpudeck.domain.cloud.InstanceId;
import gpudeck.view.ending.CloseDialog;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.ending.CloseViewModel;
import gpudeck.viewmodel.ending.ClosingAccess;
import java.util.Set;
import java.util.function.Supplier;

/// The window closes at once only if nothing of the user's goes on; else it asks.
final class Closing {

    private Closing() {}

    /// @param kept the machines that jobs of this window kept
    static void guard(Desktop desktop, Live live, Supplier<Set<InstanceId>> kept) {
        var stage = desktop.stage();
        var access = ClosingAccess.of(desktop.session().engine());
        var dialog =
                new CloseDialog(
                        () ->
                                new CloseViewModel(
                                        live, kept, access, stage::close, desktop.background()),
                        desktop.messages(),
                        desktop.overlays().dialogs());
        stage.setOnCloseRequest(request -> {
            if (CloseViewModel.isNeeded(live, kept.get())) {
                request.consume();
                dialog.ask();
            }
        });
    }
}
