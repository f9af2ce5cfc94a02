package gpudeck.viewmodel;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.collections.ObservableList;

/// Brings a table's rows to a new order with as few changes as it takes: a list that is replaced
/// loses its selection and its place.
public final class RowSync {

    private RowSync() {}

    /// @param target the same row objects as before where they stay, each once; rows are told apart
    ///   by identity, which is what their `equals` must be
    public static <R> void apply(ObservableList<R> rows, List<? extends R> target) {
        var wanted = new HashSet<R>(target);
        rows.removeIf(row -> !wanted.contains(row));
        for (int i = 0; i < target.size(); i++) {
            var row = target.get(i);
            if (i < rows.size() && rows.get(i).equals(row)) {
                continue;
            }
            int old = indexOf(rows, row, i + 1);
            if (old >= 0) {
                rows.remove(old);
            }
            rows.add(i, row);
        }
    }

    /// The same, and keeps the selection on its row: a table moves it on when a row that only
    /// changes places is taken out for a moment. A row that is gone is no longer selected.
    public static <R, S extends R> void apply(
            ObservableList<R> rows,
            List<? extends R> target,
            ObjectProperty<Optional<S>> selected) {
        var before = selected.get();
        apply(rows, target);
        selected.set(before.filter(target::contains));
    }

    private static <R> int indexOf(List<R> rows, R row, int from) {
        for (int i = from; i < rows.size(); i++) {
            if (rows.get(i).equals(row)) {
                return i;
            }
        }
        return -1;
    }
}
