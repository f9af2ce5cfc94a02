package gpudeck.testing;

import gpudeck.domain.cloud.InstanceId;
import gpudeck.viewmodel.ending.ClosingAccess;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;

/// Remembers what was asked when a window was to close.
public final class KnownClosing implements ClosingAccess {

    private final Queue<List<String>> answers = new ArrayDeque<>();
    private final List<String> happened = new ArrayList<>();
    private boolean leavingFails;

    /// The names of those that will not be proved to have ended. Without an answer it breaks.
    public void answer(String... notProved) {
        answers.add(List.of(notProved));
    }

    public void failToLeave() {
        leavingFails = true;
    }

    public List<String> happened() {
        return happened;
    }

    /// What the window does when it closes.
    public void close() {
        happened.add("closed");
    }

    @Override
    public List<String> endHeld(Collection<InstanceId> too, Duration limit) {
        too.forEach(id -> happened.add("end too " + id));
        happened.add("end in " + limit.toMinutes() + " min");
        if (answers.isEmpty()) {
            throw new IllegalStateException("broken");
        }
        return answers.remove();
    }

    @Override
    public void leave(Collection<InstanceId> ids) {
        if (leavingFails) {
            throw new IllegalStateException("the disk is full");
        }
        ids.forEach(id -> happened.add("leave " + id));
    }
}
