package gpudeck.ssh.results;

import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.ssh.RemoteName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rules for what a machine may name in a local folder, which nothing leaves: no absolute
/// names, no `..`, no way through a link. It remembers which folders are there: what is made in
/// them is made here, and links at the very end.
final class SafeFolder {

    /// Names that Windows keeps for devices, with any extension.
    private static final Pattern RESERVED =
            Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");

    private static final Pattern ODD_FOR_WINDOWS = Pattern.compile(".*[:. ]$|.*:.*");

    private final Path root;

    /// Whether a folder is there, which then is no link.
    private final Map<Path, Boolean> folders = new HashMap<>();

    SafeFolder(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    Path root() {
        return root;
    }

    /// Somebody else may have changed something since.
    void lookAnew() {
        folders.clear();
    }

    /// Where a thing of that name belongs.
    ///
    /// @throws SshException if there is no such place here
    Path place(String name) throws SshException {
        if (name.isEmpty() || name.startsWith("/") || name.indexOf('\0') >= 0) {
            throw unsafe(name, "it is not a relative name");
        }
        var path = root;
        for (var part : name.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                throw unsafe(name, "it leaves its folder");
            }
            if (!path.equals(root)) {
                refuseLink(name, path);
            }
            path = path.resolve(checked(name, part));
        }
        return path;
    }

    private void refuseLink(String name, Path folder) throws SshException {
        if (folders.containsKey(folder)) {
            return;
        }
        try {
            var there = look(folder);
            if (there != null && there.isSymbolicLink()) {
                throw unsafe(name, "it leads through a link");
            }
            folders.put(folder, there != null);
        } catch (IOException e) {
            throw unsafe(name, "it leads through what cannot be looked at");
        }
    }

    /// What is at a place, if anything.
    @Nullable BasicFileAttributes look(Path place) throws IOException {
        for (var folder = place.getParent();
                folder != null && folder.startsWith(root);
                folder = folder.getParent()) {
            if (Boolean.FALSE.equals(folders.get(folder))) {
                return null;
            }
        }
        return place.getFileSystem()
                .provider()
                .readAttributesIfExists(
                        place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /// Makes a folder, with all that lead to it.
    void make(Path folder) throws IOException {
        if (!Boolean.TRUE.equals(folders.get(folder))) {
            Files.createDirectories(folder);
            folders.values().removeIf(there -> !there);
            folders.put(folder, true);
        }
    }

    /// Why a link of that name must not be made; empty if it may. After another link, `..` may mean
    /// any place, so it is taken at the beginning only.
    Optional<String> refused(String name, String target) throws SshException {
        var link = place(name);
        var parent = link.getParent();
        try {
            var leads = Path.of(target);
            var end = parent == null ? link : parent.resolve(leads).normalize();
            boolean out = leads.isAbsolute() || !end.startsWith(root) || turnsBack(leads);
            return out
                    ? Optional.of(
                            "it is a link out of its folder, to " + RemoteName.readable(target))
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.of("it is a link to a name that cannot be used here");
        }
    }

    private static boolean turnsBack(Path target) {
        boolean down = false;
        for (var part : target) {
            boolean up = part.toString().equals("..");
            if (up && down) {
                return true;
            }
            down |= !up;
        }
        return false;
    }

    private static Path checked(String name, String part) throws SshException {
        boolean windows = java.io.File.separatorChar == '\\';
        try {
            var path = Path.of(part);
            boolean odd =
                    path.isAbsolute()
                            || path.getNameCount() != 1
                            || (windows
                                    && (RESERVED.matcher(part).matches()
                                            || ODD_FOR_WINDOWS.matcher(part).matches()));
            if (odd) {
                throw unsafe(name, "this system has no such name");
            }
            return path;
        } catch (InvalidPathException e) {
            throw unsafe(name, "this system has no such name");
        }
    }

    private static SshException unsafe(String name, String why) {
        return new SshException(new SshError.UnsafePath(RemoteName.readable(name), why));
    }
}
