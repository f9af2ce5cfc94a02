package gpudeck.ssh;

import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/// A local folder that takes what a machine names, and never lets it out: no absolute names, no
/// `..`, no way through a link. Nothing that exists is overwritten, and a file gets its name only
/// when it is whole.
final class SafeFolder {

    private static final int BUFFER_BYTES = 256 * 1024;
    private static final int OWNER_EXECUTE = 0100;

    /// Names that Windows keeps for devices, with any extension.
    private static final Pattern RESERVED =
            Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");

    private final Path root;
    private final List<Path> written = new ArrayList<>();
    private final Map<Path, String> links = new LinkedHashMap<>();

    SafeFolder(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /// Relative to the folder, in the order they came.
    List<Path> written() {
        return List.copyOf(written);
    }

    void folder(String name) throws SshException, LocalFileException {
        var folder = place(name);
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw unsafe(name, "something else has this name here");
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
    }

    /// Throws a plain [IOException] only where reading from the machine failed.
    void file(String name, InputStream content, TarArchiveEntry entry, IntConsumer progress)
            throws SshException, LocalFileException, IOException {
        var file = newPlace(name);
        var partial = file.resolveSibling("." + file.getFileName() + ".gpudeck-part");
        try {
            try (var out = open(partial)) {
                copy(content, out, entry.getSize(), progress);
            }
            settle(partial, file, entry);
        } finally {
            deleteIfThere(partial);
        }
        written.add(root.relativize(file));
    }

    /// A hard link: the same content under another name.
    void copyOf(String name, String original) throws SshException, LocalFileException {
        var source = place(original);
        if (!written.contains(root.relativize(source))) {
            throw unsafe(name, "it is a link to " + original + ", which was not sent");
        }
        var file = newPlace(name);
        try {
            Files.copy(source, file);
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
        written.add(root.relativize(file));
    }

    /// Made at the very end, so that nothing is ever written through it.
    void symlink(String name, String target) throws SshException, LocalFileException {
        var link = newPlace(name);
        var parent = link.getParent();
        Path end;
        try {
            end = parent == null ? link : parent.resolve(target).normalize();
        } catch (InvalidPathException e) {
            throw unsafe(name, "it is a link to a name that cannot be used here");
        }
        if (!end.startsWith(root)) {
            throw unsafe(name, "it is a link out of its folder, to " + target);
        }
        links.put(link, target);
    }

    void finish() throws SshException, LocalFileException {
        for (var link : links.entrySet()) {
            try {
                Files.createSymbolicLink(link.getKey(), Path.of(link.getValue()));
                written.add(root.relativize(link.getKey()));
            } catch (FileAlreadyExistsException e) {
                throw unsafe(link.getKey().toString(), "something else has this name here");
            } catch (IOException e) {
                throw new LocalFileException(e);
            }
        }
    }

    private Path newPlace(String name) throws SshException, LocalFileException {
        var file = place(name);
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) || links.containsKey(file)) {
            throw unsafe(name, "something else has this name here");
        }
        try {
            var parent = file.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            return file;
        } catch (FileAlreadyExistsException e) {
            throw unsafe(name, "something else has the name of its folder here");
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
    }

    private Path place(String name) throws SshException {
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
            if (Files.isSymbolicLink(above) || links.containsKey(above)) {
                throw unsafe(name, "it leads through a link");
            }
            above = above.getParent();
        }
        return path;
    }

    private Path checked(String name, String part) throws SshException {
        boolean windows = java.io.File.separatorChar == '\\';
        try {
            var path = Path.of(part);
            boolean odd =
                    path.isAbsolute()
                            || path.getNameCount() != 1
                            || (windows
                                    && (RESERVED.matcher(part).matches() || part.contains(":")));
            if (odd) {
                throw unsafe(name, "this system has no such name");
            }
            return path;
        } catch (InvalidPathException e) {
            throw unsafe(name, "this system has no such name");
        }
    }

    private static OutputStream open(Path file) throws LocalFileException {
        try {
            return Files.newOutputStream(
                    file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
    }

    private static void copy(InputStream content, OutputStream out, long size, IntConsumer progress)
            throws IOException, LocalFileException {
        var buffer = new byte[BUFFER_BYTES];
        long left = size;
        while (left > 0) {
            int read = content.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new IOException("the stream ended in the middle of a file");
            }
            try {
                out.write(buffer, 0, read);
            } catch (IOException e) {
                throw new LocalFileException(e);
            }
            left -= read;
            progress.accept(read);
        }
    }

    private static void settle(Path partial, Path file, TarArchiveEntry entry)
            throws LocalFileException {
        try {
            Files.setLastModifiedTime(partial, entry.getLastModifiedTime());
            boolean posix = Files.getFileStore(partial).supportsFileAttributeView("posix");
            if (posix && (entry.getMode() & OWNER_EXECUTE) != 0) {
                var permissions = Files.getPosixFilePermissions(partial);
                permissions.add(PosixFilePermission.OWNER_EXECUTE);
                Files.setPosixFilePermissions(partial, permissions);
            }
            Files.move(partial, file);
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
    }

    private static void deleteIfThere(Path partial) throws LocalFileException {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
    }

    private static SshException unsafe(String name, String why) {
        return new SshException(new SshError.UnsafePath(name, why));
    }
}
