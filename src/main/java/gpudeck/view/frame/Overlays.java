package gpudeck.view.frame;

import gpudeck.domain.Messages;
import gpudeck.view.kit.ModalHost;
import gpudeck.view.kit.Toasts;

/// What lies over the pages: dialogs and toasts.
public record Overlays(ModalHost dialogs, Toasts toasts) {

    public static Overlays create(Messages messages) {
        return new Overlays(new ModalHost(), new Toasts(messages.text("frame.close")));
    }
}
