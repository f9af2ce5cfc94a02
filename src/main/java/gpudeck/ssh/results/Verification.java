package gpudeck.ssh.results;

import gpudeck.domain.SshException;
import gpudeck.ssh.LocalFileException;
import gpudeck.ssh.results.FetchPlan.Doubt;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/// Holds what came against what the machine says it has. Until both agree a file waits among those
/// that are coming: only what is right gets its name.
final class Verification {

    private static final String CHANGED = "it changed while it was copied";

    private final VerifiedFolder folder;
    private final RemoteHashes hashes;
    private final Queue<Arrival> waiting = new ArrayDeque<>();
    private final Map<String, Path> arrivals = new HashMap<>();
    private final List<RemoteEntry> wrong = new ArrayList<>();

    Verification(VerifiedFolder folder, RemoteHashes hashes) {
        this.folder = folder;
        this.hashes = hashes;
    }

    /// A file that came whole.
    ///
    /// @param modified when it changed last, as far as that is known
    record Arrival(RemoteEntry file, Instant modified, Path partial, Content content) {}

    void arrived(Arrival arrival) throws LocalFileException, InterruptedException {
        waiting.add(arrival);
        arrivals.put(arrival.file().name(), arrival.partial());
        settleKnown();
    }

    /// Where a file is that came in this fetch or an earlier one.
    Optional<Path> placeOf(String name) {
        return Optional.ofNullable(arrivals.get(name))
                .filter(Files::exists)
                .or(() -> folder.placeOf(name));
    }

    /// Settles what came first as far as the machine has said what it should be: both go by size.
    private void settleKnown() throws LocalFileException, InterruptedException {
        for (var next = waiting.peek(); next != null; next = waiting.peek()) {
            var right = hashes.of(next.file());
            if (right.isEmpty()) {
                return;
            }
            waiting.remove();
            settle(next, right.get());
        }
    }

    /// Settles all that came, when no more can be taken here. The machine is still asked what they
    /// should be, which goes as they do: by size.
    void keepWhatCame() throws LocalFileException, InterruptedException {
        for (var arrival : List.copyOf(waiting)) {
            hashes.awaited(arrival.file());
        }
        salvage();
    }

    /// Settles all that can be, before the fetch ends too early. The rest waits for the next one.
    void salvage() throws LocalFileException, InterruptedException {
        for (var arrival : List.copyOf(waiting)) {
            var right = hashes.of(arrival.file());
            if (right.isPresent()) {
                waiting.remove(arrival);
                settle(arrival, right.get());
            }
        }
    }

    /// Looks at what seems to be here.
    void decide(List<Doubt> doubts) throws Exception {
        var contents = new ArrayList<Content>();
        for (var doubt : doubts) {
            contents.add(doubt.content().isPresent() ? doubt.content().get() : look(doubt));
        }
        try {
            hashes.await();
        } catch (SshException e) {
            salvage();
            throw e;
        }
        for (int i = 0; i < doubts.size(); i++) {
            decide(doubts.get(i), contents.get(i));
        }
    }

    private static Content look(Doubt doubt) throws LocalFileException, InterruptedException {
        return contentOf(doubt.at(), Long.MAX_VALUE);
    }

    private void decide(Doubt doubt, Content content)
            throws LocalFileException, InterruptedException {
        var file = doubt.file();
        if (doubt.cameWhole()) {
            arrived(new Arrival(file, file.modified(), doubt.at(), content));
            return;
        }
        var right = hashes.of(file);
        if (right.isEmpty()) {
            folder.failed(file, hashes.whyNot(file));
        } else if (right.get().equals(content)) {
            folder.confirm(file, doubt.at(), content, file.modified());
        } else if (folder.mayTake(file)) {
            wrong.add(file);
        }
    }

    /// Settles all, once there will be no further hash.
    ///
    /// @return what came, and is not what the machine has
    List<RemoteEntry> settleAll() throws LocalFileException, InterruptedException {
        for (var next = waiting.poll(); next != null; next = waiting.poll()) {
            var right = hashes.of(next.file());
            if (right.isPresent()) {
                settle(next, right.get());
            } else {
                folder.failed(next.file(), hashes.whyNot(next.file()));
                folder.incoming().delete(next.partial());
            }
        }
        var all = List.copyOf(wrong);
        wrong.clear();
        return all;
    }

    private void settle(Arrival arrival, Content right)
            throws LocalFileException, InterruptedException {
        boolean isSettled = false;
        try {
            if (agree(arrival, right)) {
                dress(arrival);
                isSettled = folder.settle(arrival, right);
            } else {
                folder.failed(arrival.file(), CHANGED);
                wrong.add(arrival.file());
            }
        } catch (IOException e) {
            throw new LocalFileException(e);
        } finally {
            if (!isSettled) {
                folder.incoming().delete(arrival.partial());
            }
        }
    }

    /// What came beyond what was hashed is no part of it: something goes on writing to the file,
    /// and its beginning may be right all the same.
    private static boolean agree(Arrival arrival, Content right)
            throws IOException, LocalFileException, InterruptedException {
        if (arrival.content().bytes() <= right.bytes()) {
            return arrival.content().equals(right);
        }
        if (!contentOf(arrival.partial(), right.bytes()).equals(right)) {
            return false;
        }
        try (var file = new FileOutputStream(arrival.partial().toFile(), true)) {
            file.getChannel().truncate(right.bytes());
        }
        return true;
    }

    private static Content contentOf(Path file, long most)
            throws LocalFileException, InterruptedException {
        try {
            return PartialFile.contentOf(file, most);
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
    }

    private static void dress(Arrival arrival) throws IOException {
        var partial = arrival.partial();
        Files.setLastModifiedTime(partial, FileTime.from(arrival.modified()));
        var posix = Files.getFileAttributeView(partial, PosixFileAttributeView.class);
        if (posix != null && arrival.file().executable()) {
            var permissions = Files.getPosixFilePermissions(partial);
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            posix.setPermissions(permissions);
        }
    }
}
