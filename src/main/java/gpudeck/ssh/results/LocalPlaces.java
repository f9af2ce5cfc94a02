package gpudeck.ssh.results;

import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.ssh.RemoteName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Where in a local folder a result goes: to its own name, or, where that cannot be and a run must
/// lose nothing, to one below `renamed/`.
///
/// @param ours names at the top that are for the run's own files, in lower case
/// @param renames whether a result may get another name
record LocalPlaces(SafeFolder rules, Set<String> ours, boolean renames) {

    static final String RENAMED = "renamed";

    static final String TAKEN = "something else has this name here";
    private static final int LONGEST_NAME = 60;
    private static final int KEY_DIGITS = 12;

    LocalPlaces {
        ours = Set.copyOf(ours);
    }

    Path root() {
        return rules.root();
    }

    /// The name's own place, whatever is there.
    ///
    /// @throws SshException if there is none
    Path own(String name) throws SshException {
        var place = rules.place(name);
        if (isOurs(name)) {
            throw new SshException(new SshError.UnsafePath(RemoteName.readable(name), TAKEN));
        }
        return place;
    }

    /// The name's own place, where nothing is.
    Path free(String name) throws SshException {
        var place = own(name);
        if (isThere(place)) {
            throw new SshException(new SshError.UnsafePath(RemoteName.readable(name), TAKEN));
        }
        return place;
    }

    /// Whether a file of that size is at the name's own place.
    ///
    /// @throws SshException if something else is there, or there is no such place
    boolean isLike(String name, long bytes) throws SshException, IOException {
        var place = own(name);
        var there = rules.look(place);
        if (there == null) {
            return false;
        }
        if (there.isRegularFile() && there.size() == bytes) {
            return true;
        }
        throw new SshException(new SshError.UnsafePath(RemoteName.readable(name), TAKEN));
    }

    /// Somebody else may have changed something since.
    void lookAnew() {
        rules.lookAnew();
    }

    /// What cannot be looked at is there.
    private boolean isThere(Path place) {
        try {
            return rules.look(place) != null;
        } catch (IOException e) {
            return true;
        }
    }

    private boolean isOurs(String name) {
        int slash = name.indexOf('/');
        var top = (slash < 0 ? name : name.substring(0, slash)).toLowerCase(Locale.ROOT);
        return ours.contains(top) || top.equals(Incoming.NAME) || (renames && top.equals(RENAMED));
    }

    /// Where a result goes whose own place it cannot have: the same at every attempt, and no other
    /// file's.
    Path aside(String name) {
        var digest = PartialFile.sha256().digest(RemoteName.encode(name));
        var key = HexFormat.of().formatHex(digest).substring(0, KEY_DIGITS);
        var last = RemoteName.readable(name.substring(name.lastIndexOf('/') + 1));
        var tidy = last.replaceAll("[^\\p{L}\\p{N}._%-]+", "_");
        var end = tidy.substring(Math.max(0, tidy.length() - LONGEST_NAME));
        return root().resolve(RENAMED).resolve(key + "-" + end);
    }

    void makeParent(Path place) throws IOException {
        var parent = place.getParent();
        if (parent != null) {
            rules.make(parent);
        }
    }

    void makeFolder(Path place) throws IOException {
        rules.make(place);
    }

    /// Why something could not have its place.
    static String why(Exception e) {
        return e instanceof SshException ssh
                        && ssh.error() instanceof SshError.UnsafePath(_, String why)
                ? why
                : Optional.ofNullable(e.getMessage()).orElseGet(() -> e.getClass().getSimpleName());
    }
}
