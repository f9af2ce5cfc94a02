package gpudeck.ssh.results;

import gpudeck.domain.SshException;
import gpudeck.ssh.LocalFileException;
import gpudeck.ssh.results.FetchPlan.Doubt;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Holds what came against what the machine says it has. Until both agree a file waits among those
/// that are coming: only what is right gets its name. That happens on a thread of its own, beside
/// the next ones that come.
final class Verification implements AutoCloseable {

    private static final String CHANGED = "it changed while it was copied";

    private final VerifiedFolder folder;
    private final RemoteHashes hashes;
    private final ExecutorService settling =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("ssh-settle").factory());

    // What follows belongs to that thread.

    private final Queue<Arrival> waiting = new ArrayDeque<>();
    private final Map<String, Path> arrivals = new HashMap<>();
    private final List<RemoteEntry> wrong = new ArrayList<>();

    /// Why a file that came could not be settled.
    private volatile @Nullable Exception failure;

    Verification(VerifiedFolder folder, RemoteHashes hashes) {
        this.folder = folder;
        this.hashes = hashes;
    }

    /// A file that came whole.
    ///
    /// @param modified when it changed last, as far as that is known
    record Arrival(RemoteEntry file, Instant modified, Path partial, Content content) {}

    /// Hands it over.
    ///
    /// @throws LocalFileException if one that came before could not get its name
    void arrived(Arrival arrival) throws LocalFileException, InterruptedException {
        complain();
        settling.execute(() -> {
            if (failure == null) {
                try {
                    add(arrival);
                    settleKnown();
                } catch (LocalFileException | InterruptedException | RuntimeException e) {
                    failure = e;
                }
            }
        });
    }

    private void add(Arrival arrival) {
        waiting.add(arrival);
        arrivals.put(arrival.file().name(), arrival.partial());
    }

    private void complain() throws LocalFileException, InterruptedException {
        switch (failure) {
            case LocalFileException e -> throw e;
            case InterruptedException e -> throw e;
            case RuntimeException e -> throw e;
            case null, default -> {}
        }
    }

    /// Has the thread do it when it has settled what came before, and waits for that.
    private <T> T afterwards(Callable<T> work) throws Exception {
        var result = settling.submit(work);
        try {
            return result.get();
        } catch (InterruptedException e) {
            result.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /// Where a file is that came in this fetch or an earlier one.
    Optional<Path> placeOf(String name) throws Exception {
        return afterwards(() ->
                Optional.ofNullable(arrivals.get(name))
                        .filter(Files::exists)
                        .or(() -> folder.placeOf(name)));
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
    void keepWhatCame() throws Exception {
        afterwards(() -> {
            for (var arrival : List.copyOf(waiting)) {
                hashes.awaited(arrival.file());
            }
            return salvaged();
        });
    }

    /// Settles all that can be, before the fetch ends too early. The rest waits for the next one.
    void salvage() throws Exception {
        afterwards(this::salvaged);
    }

    private int salvaged() throws LocalFileException, InterruptedException {
        for (var arrival : List.copyOf(waiting)) {
            var right = hashes.of(arrival.file());
            if (right.isPresent()) {
                waiting.remove(arrival);
                settle(arrival, right.get());
            }
        }
        return waiting.size();
    }

    /// Looks at what seems to be here, and settles all, once there will be no further hash.
    ///
    /// @return what is not what the machine has
    List<RemoteEntry> decide(List<Doubt> doubts) throws Exception {
        return afterwards(() -> {
            complain();
            var contents = new ArrayList<Content>();
            for (var doubt : doubts) {
                contents.add(doubt.content().isPresent() ? doubt.content().get() : look(doubt));
            }
            try {
                hashes.await();
            } catch (SshException e) {
                salvaged();
                throw e;
            }
            for (int i = 0; i < doubts.size(); i++) {
                decide(doubts.get(i), contents.get(i));
            }
            return settleAll();
        });
    }

    private static Content look(Doubt doubt) throws LocalFileException, InterruptedException {
        return contentOf(doubt.at(), Long.MAX_VALUE);
    }

    private void decide(Doubt doubt, Content content) {
        var file = doubt.file();
        if (doubt.cameWhole()) {
            add(new Arrival(file, file.modified(), doubt.at(), content));
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

    private List<RemoteEntry> settleAll() throws LocalFileException, InterruptedException {
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
        var time = FileTime.from(arrival.modified());
        // With only one of the times given, the other one is asked for first.
        Files.getFileAttributeView(partial, BasicFileAttributeView.class)
                .setTimes(time, time, null);
        if (arrival.file().executable()) {
            makeExecutable(partial);
        }
    }

    private static void makeExecutable(Path file) throws IOException {
        var posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (posix != null) {
            var permissions = Files.getPosixFilePermissions(file);
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            posix.setPermissions(permissions);
        }
    }

    /// Nothing is settled after this returns.
    @Override
    public void close() {
        settling.shutdownNow();
        settling.close();
    }
}
