package gpudeck.app.window;

import gpudeck.view.ending.CloseDialog;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.ending.CloseViewModel;
import gpudeck.viewmodel.ending.ClosingAccess;

/// The window closes at once only if nothing of the user's goes on; else it asks.
final class Closing {

    private Closing() {}

    static void guard(Desktop desktop, Live live) {
        var stage = desktop.stage();
        var access = ClosingAccess.of(desktop.session().engine());
        var dialog =
                new CloseDialog(
                        () -> new CloseViewModel(live, access, stage::close, desktop.background()),
                        desktop.messages(),
                        desktop.overlays().dialogs());
        stage.setOnCloseRequest(request -> {
            if (CloseViewModel.isNeeded(live)) {
                request.consume();
                dialog.ask();
            }
        });
    }
}
