package gpudeck.ssh.results;

import gpudeck.domain.SshException;
import gpudeck.ssh.LocalFileException;
import gpudeck.ssh.results.FetchPlan.Doubt;
import gpudeck.ssh.results.RemoteEntry.Kind;
import gpudeck.ssh.results.RemoteEntry.Kind.RegularFile;
import gpudeck.ssh.results.Verification.Arrival;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// A local folder that takes what a machine has, and knows what of it is here for certain. A file
/// gets its name only when its size and its SHA-256 are right; nothing else that exists is
/// overwritten; nothing is ever written outside.
public final class VerifiedFolder {

    private final LocalPlaces places;
    private final Incoming incoming;
    private final Map<String, Saved> saved = new ConcurrentHashMap<>();
    private final Map<String, String> failed = new ConcurrentHashMap<>();
    private final Map<String, Unsaved> leftOut = new ConcurrentHashMap<>();

    /// What of the last manifest is here as the machine has it, by name.
    private final Map<String, RemoteEntry> confirmed = new ConcurrentHashMap<>();

    private Optional<RemoteManifest> last = Optional.empty();

    private VerifiedFolder(LocalPlaces places) {
        this.places = places;
        this.incoming = new Incoming(places.root());
    }

    /// What cannot have its name here, because it is taken or none that this system knows, is not
    /// brought.
    public static VerifiedFolder at(Path root) {
        return new VerifiedFolder(new LocalPlaces(new SafeFolder(root), Set.of(), false));
    }

    /// What cannot have its name here is brought below `renamed/`.
    ///
    /// @param ours names at the top that are for the run's own files, in lower case
    public static VerifiedFolder ofRun(Path root, Set<String> ours) {
        return new VerifiedFolder(new LocalPlaces(new SafeFolder(root), ours, true));
    }

    /// @param path below the folder
    /// @param content of a file
    public record Saved(RemoteEntry entry, Path path, Optional<Content> content) {}

    /// @param name for people
    public record Unsaved(String name, String why) {}

    public Path root() {
        return places.root();
    }

    /// All that is here and right, by name.
    public List<Saved> saved() {
        return saved.values().stream().sorted(Comparator.comparing(s -> s.entry().name())).toList();
    }

    /// What can never be brought: links that lead out, sockets, pipes.
    public List<Unsaved> leftOut() {
        return leftOut.values().stream().sorted(Comparator.comparing(Unsaved::name)).toList();
    }

    /// What a manifest has and this folder has not, and why.
    public List<Unsaved> missing(RemoteManifest manifest) {
        var missing = new ArrayList<Unsaved>();
        for (var entry : manifest.entries()) {
            switch (entry.kind()) {
                case RegularFile _ -> {
                    if (!has(entry)) {
                        var why = failed.getOrDefault(entry.name(), "it has not come yet");
                        missing.add(new Unsaved(entry.readableName(), why));
                    }
                }
                case Kind.Unreadable(String why) ->
                        missing.add(new Unsaved(entry.readableName(), why));
                case Kind.EmptyFolder _, Kind.Symlink _, Kind.Special _ -> {}
            }
        }
        return missing;
    }

    /// Deletes what is left of cut transfers.
    public void tidy() throws IOException {
        incoming.deleteAll();
    }

    Incoming incoming() {
        return incoming;
    }

    private boolean has(RemoteEntry entry) {
        return entry.equals(confirmed.get(entry.name()));
    }

    /// Where the file of that name is, if it is here.
    Optional<Path> placeOf(String name) {
        return Optional.ofNullable(saved.get(name)).map(here -> root().resolve(here.path()));
    }

    void failed(RemoteEntry entry, String why) {
        failed.put(entry.name(), why);
    }

    /// Gets ready for a fetch. What is of another list has to be held against this one again.
    FetchPlan begin(RemoteManifest manifest) throws LocalFileException {
        if (!last.equals(Optional.of(manifest))) {
            confirmed.clear();
            last = Optional.of(manifest);
        }
        failed.clear();
        leftOut.clear();
        places.lookAnew();
        var parts = incoming.parts();
        var plan = new FetchPlan();
        for (var entry : manifest.entries()) {
            if (entry.kind() instanceof RegularFile file && !has(entry)) {
                place(entry, file, parts, plan);
            }
        }
        incoming.keepOnly(parts.isEmpty() ? Set.of() : partials(plan));
        return plan;
    }

    /// Nothing comes that could not have its name here.
    private void place(RemoteEntry entry, RegularFile file, Map<Path, Long> parts, FetchPlan plan)
            throws LocalFileException {
        var before = Optional.ofNullable(saved.get(entry.name()));
        var content = before.flatMap(Saved::content).filter(c -> c.bytes() == file.bytes());
        if (content.isPresent()) {
            var place = root().resolve(before.orElseThrow().path());
            plan.lookAt(new Doubt(entry, place, content, false));
            return;
        }
        try {
            if (before.isEmpty() && places.isLike(entry.name(), file.bytes())) {
                var place = places.own(entry.name());
                plan.lookAt(new Doubt(entry, place, Optional.empty(), false));
                return;
            }
        } catch (SshException e) {
            if (!places.renames()) {
                failed(entry, LocalPlaces.why(e));
                return;
            }
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
        bring(entry, file, parts, plan);
    }

    private void bring(RemoteEntry entry, RegularFile file, Map<Path, Long> parts, FetchPlan plan) {
        long have = parts.isEmpty() ? 0 : parts.getOrDefault(incoming.of(entry), 0L);
        if (have > 0 && have == file.bytes()) {
            plan.lookAt(new Doubt(entry, incoming.of(entry), Optional.empty(), true));
        } else if (have > 0 && have < file.bytes() && file.bytes() >= Incoming.RESUMED_BYTES) {
            plan.goOn(entry, have);
        } else {
            plan.bring(entry);
        }
    }

    private Set<Path> partials(FetchPlan plan) {
        return plan.files().stream().map(incoming::of).collect(Collectors.toSet());
    }

    /// Whether a file whose name is taken here by something else may come all the same.
    boolean mayTake(RemoteEntry entry) {
        if (saved.containsKey(entry.name()) || places.renames()) {
            return true;
        }
        failed(entry, LocalPlaces.TAKEN);
        return false;
    }

    /// Takes what is here for what the machine has.
    void confirm(RemoteEntry entry, Path place, Content content, Instant modified) {
        keep(entry.changed(modified), place, Optional.of(content));
        confirmed.put(entry.name(), entry);
    }

    private void keep(RemoteEntry entry, Path place, Optional<Content> content) {
        saved.put(entry.name(), new Saved(entry, root().relativize(place), content));
    }

    /// Gives a file that is right its name. An earlier version that came from here is replaced.
    ///
    /// @return whether it has one
    boolean settle(Arrival arrival, Content content) throws LocalFileException {
        var entry = arrival.file();
        var before = saved.get(entry.name());
        try {
            var place = before != null ? root().resolve(before.path()) : places.free(entry.name());
            move(arrival, content, place);
            return true;
        } catch (SshException | IOException e) {
            if (!places.renames()) {
                failed(entry, LocalPlaces.why(e));
                return false;
            }
            try {
                move(arrival, content, places.aside(entry.name()));
                return true;
            } catch (IOException again) {
                throw new LocalFileException(again);
            }
        }
    }

    private void move(Arrival arrival, Content content, Path place) throws IOException {
        places.makeParent(place);
        Files.move(arrival.partial(), place, StandardCopyOption.ATOMIC_MOVE);
        confirm(arrival.file(), place, content, arrival.modified());
    }

    /// Makes empty folders, and links at the very end, so that nothing is ever written through one.
    void finish(RemoteManifest manifest) throws LocalFileException {
        for (var entry : manifest.entries()) {
            switch (entry.kind()) {
                case Kind.EmptyFolder _ -> emptyFolder(entry);
                case Kind.Special _ -> leaveOut(entry, "it is neither a file, a folder nor a link");
                case RegularFile _, Kind.Unreadable _, Kind.Symlink _ -> {}
            }
        }
        for (var entry : manifest.entries()) {
            if (entry.kind() instanceof Kind.Symlink(String target)) {
                link(entry, target);
            }
        }
        incoming.deleteIfEmpty();
    }

    private void emptyFolder(RemoteEntry entry) {
        try {
            var place = places.own(entry.name());
            places.makeFolder(place);
            keep(entry, place, Optional.empty());
        } catch (SshException | IOException e) {
            leaveOut(entry, LocalPlaces.why(e));
        }
    }

    private void link(RemoteEntry entry, String target) {
        try {
            var refused = places.rules().refused(entry.name(), target);
            if (refused.isPresent()) {
                leaveOut(entry, refused.get());
                return;
            }
            var place = places.own(entry.name());
            if (!isLinkTo(place, target)) {
                places.free(entry.name());
                places.makeParent(place);
                Files.createSymbolicLink(place, Path.of(target));
            }
            keep(entry, place, Optional.empty());
        } catch (SshException
                | IOException
                | InvalidPathException
                | UnsupportedOperationException e) {
            leaveOut(entry, LocalPlaces.why(e));
        }
    }

    private static boolean isLinkTo(Path place, String target) throws IOException {
        return Files.isSymbolicLink(place) && Files.readSymbolicLink(place).equals(Path.of(target));
    }

    private void leaveOut(RemoteEntry entry, String why) {
        leftOut.put(entry.name(), new Unsaved(entry.readableName(), why));
    }
}
