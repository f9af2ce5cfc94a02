package gpudeck.ssh.results;

import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// The rules for what a machine may name in a local folder, which nothing leaves: no absolute
/// names, no `..`, no way through a link.
record SafeFolder(Path root) {

    /// Names that Windows keeps for devices, with any extension.
    private static final Pattern RESERVED =
            Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");

    private static final Pattern ODD_FOR_WINDOWS = Pattern.compile(".*[:. ]$|.*:.*");

    SafeFolder {
        root = root.toAbsolutePath().normalize();
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
            path = path.resolve(checked(name, part));
        }
        for (var above = path.getParent(); above != null && !above.equals(root); ) {
            if (Files.isSymbolicLink(above)) {
                throw unsafe(name, "it leads through a link");
            }
            above = above.getParent();
        }
        return path;
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
