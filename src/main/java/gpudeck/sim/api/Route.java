package gpudeck.sim.api;

import gpudeck.sim.account.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A method and a path of the API, and what answers it.
///
/// @param path below `/api/v1`; `*` stands for one part
/// @param query the names it may have
record Route(String method, String path, List<String> query, Handler handler) {

    static Route of(String method, String path, Handler handler) {
        return new Route(method, path, List.of(), handler);
    }

    /// Runs while the account is held.
    @FunctionalInterface
    interface Handler {

        /// @return what becomes `data` of the answer, or an [Answer] that has its own shape
        Object handle(Request request) throws Refusal;
    }

    /// An answer with a page token beside its data.
    record Answer(Object data, @Nullable String pageToken) {}

    /// What stands for each `*`, if the path fits.
    Optional<List<String>> match(String requested) {
        var mine = path.split("/", -1);
        var theirs = requested.split("/", -1);
        if (mine.length != theirs.length) {
            return Optional.empty();
        }
        var parts = new ArrayList<String>();
        for (int i = 0; i < mine.length; i++) {
            if (mine[i].equals("*") && !theirs[i].isEmpty()) {
                parts.add(theirs[i]);
            } else if (!mine[i].equals(theirs[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(parts);
    }
}
