package gpudeck.view.frame;

import gpudeck.view.kit.FilterField;
import gpudeck.viewmodel.frame.NavigationCount;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import org.kordamp.ikonli.feather.Feather;

/// One page of the window.
public interface Page {

    /// Never changes, is remembered: `gpus`.
    String id();

    /// As the navigation has it, in the user's language.
    String title();

    Feather icon();

    Node node();

    /// The number beside its name.
    default Optional<ObservableValue<NavigationCount>> count() {
        return Optional.empty();
    }

    /// The parts that F6 goes through, the main one first: it has the focus when the page opens.
    default List<Node> regions() {
        return List.of(node());
    }

    /// Where `/` goes.
    default Optional<FilterField> filter() {
        return Optional.empty();
    }

    /// It was brought to the front.
    default void opened() {}
}
