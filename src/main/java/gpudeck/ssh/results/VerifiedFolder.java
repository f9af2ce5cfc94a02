package gpudeck.ssh.results;

import gpudeck.domain.SshException;
import gpudeck.ssh.LocalFileException;
import gpudeck.ssh.results.RemoteEntry.Kind;
import gpudeck.ssh.results.RemoteEntry.Kind.RegularFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A local folder that takes what a machine has, and knows what of it is here for certain. A file
/// gets its name only when its size and its SHA-256 are right; nothing else that exists is
/// overwritten; nothing is ever written outside.
public final class VerifiedFolder {

    private final LocalPlaces places;
    private final Incoming incoming;
    private final Map<String, Saved> saved = new ConcurrentHashMap<>();
    private final Map<String, String> failed = new ConcurrentHashMap<>();
    private final Map<String, Unsaved> leftOut = new ConcurrentHashMap<>();

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
    public record Saved(RemoteEntry entry, Path path) {}

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

    boolean has(RemoteEntry entry) {
        return placeOf(entry.name(), entry.kind()).isPresent();
    }

    /// Where the file of that name is, if it is here with just that content.
    Optional<Path> placeOf(String name, Kind content) {
        return Optional.ofNullable(saved.get(name))
                .filter(here -> here.entry().kind().equals(content))
                .map(here -> root().resolve(here.path()));
    }

    void failed(RemoteEntry entry, String why) {
        failed.put(entry.name(), why);
    }

    /// Gets ready for a fetch: what is here already and right counts as brought.
    ///
    /// @return the files that have to come, small ones first: whatever happens, most are saved then
    List<RemoteEntry> begin(RemoteManifest manifest)
            throws LocalFileException, InterruptedException {
        failed.clear();
        leftOut.clear();
        var wanted = new ArrayList<RemoteEntry>();
        var partials = new HashSet<Path>();
        for (var entry : manifest.entries()) {
            if (entry.kind() instanceof RegularFile file && !has(entry) && mustCome(entry, file)) {
                wanted.add(entry);
                partials.add(incoming.of(entry, file));
            }
        }
        incoming.keepOnly(partials);
        wanted.sort(
                Comparator.comparingLong((RemoteEntry e) -> Receiving.fileOf(e).bytes())
                        .thenComparing(RemoteEntry::name));
        return wanted;
    }

    /// What is here already and right need not come, nor what could not have its name here.
    private boolean mustCome(RemoteEntry entry, RegularFile file)
            throws LocalFileException, InterruptedException {
        try {
            var place = places.own(entry.name());
            if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                return true;
            }
            if (Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)
                    && PartialFile.matches(place, file)) {
                keep(entry, place);
                return false;
            }
            if (!saved.containsKey(entry.name())) {
                places.free(entry.name());
            }
            return true;
        } catch (SshException e) {
            if (places.renames()) {
                return true;
            }
            failed(entry, LocalPlaces.why(e));
            return false;
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
    }

    private void keep(RemoteEntry entry, Path place) {
        saved.put(entry.name(), new Saved(entry, root().relativize(place)));
    }

    /// Gives a file that is right its name. An earlier version that came from here is replaced.
    ///
    /// @return whether it has one
    boolean settle(RemoteEntry entry, Path whole) throws LocalFileException {
        var before = saved.get(entry.name());
        try {
            var place = before != null ? root().resolve(before.path()) : places.free(entry.name());
            move(entry, whole, place);
            return true;
        } catch (SshException | IOException e) {
            if (!places.renames()) {
                failed(entry, LocalPlaces.why(e));
                return false;
            }
            try {
                move(entry, whole, places.aside(entry.name()));
                return true;
            } catch (IOException again) {
                throw new LocalFileException(again);
            }
        }
    }

    private void move(RemoteEntry entry, Path whole, Path place) throws IOException {
        LocalPlaces.makeParent(place);
        Files.move(whole, place, StandardCopyOption.REPLACE_EXISTING);
        keep(entry, place);
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
            Files.createDirectories(place);
            keep(entry, place);
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
                LocalPlaces.makeParent(place);
                Files.createSymbolicLink(place, Path.of(target));
            }
            keep(entry, place);
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
