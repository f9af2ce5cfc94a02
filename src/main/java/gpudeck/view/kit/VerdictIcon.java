package gpudeck.view.kit;

import gpudeck.viewmodel.doctor.Verdict;
import javafx.scene.Node;
import org.kordamp.ikonli.feather.Feather;

/// A sign for each [Verdict]: its shape says as much as its colour.
public final class VerdictIcon {

    private VerdictIcon() {}

    public static Node of(Verdict verdict) {
        return Icons.of(
                switch (verdict) {
                    case FINE -> Feather.CHECK_CIRCLE;
                    case LOOK -> Feather.ALERT_TRIANGLE;
                    case FIX -> Feather.X_CIRCLE;
                },
                verdict.tone());
    }
}
