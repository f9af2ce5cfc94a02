package gpudeck.ssh.results;

import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.ssh.RemoteName;
import gpudeck.ssh.RemoteShell;
import gpudeck.ssh.RunningCommand;
import gpudeck.ssh.ZeroEnded;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Finds what the patterns mean on the machine. The machine only lists names; patterns are matched
/// here, so nothing of them is ever run there.
final class RemoteSelection {

    private static final int LIMIT_BYTES = 256 << 20;

    /// What `find` calls a folder it may not look into, here.
    private static final String UNREADABLE = "U";

    private static final String FIELDS = "\\0%s\\0%T@\\0%m\\0%l\\0%p\\0";
    private static final int OWNER_EXECUTE = 0100;
    private static final Pattern ODD = Pattern.compile("\\R|[\\x{DC00}-\\x{DCFF}]");
    private static final Pattern GLOB = Pattern.compile("[*?\\[{\\\\]");

    private final String remoteFolder;
    private final List<String> starts = new ArrayList<>();
    private final List<PathMatcher> matchers = new ArrayList<>();

    RemoteSelection(String remoteFolder, List<String> patterns) {
        this.remoteFolder = remoteFolder;
        for (var pattern : patterns) {
            var tidy = tidy(pattern);
            starts.add(start(tidy));
            var glob = tidy.isEmpty() ? "**" : tidy;
            matchers.add(matcher(glob));
            matchers.add(matcher(glob + "/**"));
            if (glob.contains("**/")) {
                matchers.add(matcher(glob.replace("**/", "")));
            }
        }
    }

    /// All files and links under where the patterns begin, empty folders, and folders that cannot
    /// be read: six fields of each, ended by zero bytes. What is not there is no error; a `find`
    /// that broke is, for its list may lack what was made. No link is followed.
    String command() {
        var places = new StringBuilder();
        for (var start : new TreeSet<>(starts)) {
            var place = start.equals(".") ? "." : "./" + start;
            places.append(' ').append(RemoteShell.quote(place));
        }
        return "cd "
                + RemoteShell.quoteFolder(remoteFolder)
                + " || exit 0; for place in"
                + places
                + "; do [ -e \"$place\" ] || [ -L \"$place\" ] || continue;"
                + " find \"$place\" \\( -name .venv -o -name .git \\) -prune"
                + " -o -type d \\( ! -readable -o ! -executable \\) -prune -printf '"
                + UNREADABLE
                + FIELDS
                + "' -o ! -type d -printf '%y"
                + FIELDS
                + "' -o -type d -empty -printf '%y"
                + FIELDS
                + "' || exit; done";
    }

    /// What matches, by name relative to the folder.
    SortedMap<String, Found> through(RunningCommand running) throws Exception {
        running.stdin().close();
        var lastWords = running.lastWords();
        var listed = new ZeroEnded(running.stdout(), LIMIT_BYTES);
        var found = running.reading(() -> read(listed));
        running.expect(lastWords, 0);
        return found;
    }

    private SortedMap<String, Found> read(ZeroEnded listed) throws IOException, SshException {
        var found = new TreeMap<String, Found>();
        for (var kind = listed.next(); kind.isPresent(); kind = listed.next()) {
            var each =
                    new Found(
                            kind.get(),
                            number(listed.text()),
                            time(listed.text()),
                            listed.text(),
                            listed.text());
            var name = checked(listed.text());
            if (!name.isEmpty() && matches(name)) {
                found.put(name, each);
            }
        }
        return found;
    }

    /// @param kind as `find` has it: `f`, `d`, `l` …
    /// @param mode in octal digits
    record Found(String kind, long bytes, Instant modified, String mode, String target) {

        private boolean isExecutable() {
            return mode.matches("[0-7]+") && (Integer.parseInt(mode, 8) & OWNER_EXECUTE) != 0;
        }

        RemoteEntry entry(String name) {
            return new RemoteEntry(name, modified, isExecutable(), what());
        }

        private RemoteEntry.Kind what() {
            return switch (kind) {
                case "f" -> new RemoteEntry.Kind.RegularFile(bytes);
                case "d" -> new RemoteEntry.Kind.EmptyFolder();
                case "l" -> new RemoteEntry.Kind.Symlink(target);
                case UNREADABLE -> new RemoteEntry.Kind.Unreadable("this folder cannot be read");
                default -> new RemoteEntry.Kind.Special();
            };
        }
    }

    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    private static Instant time(String text) {
        try {
            var seconds = new BigDecimal(text);
            long whole = seconds.setScale(0, RoundingMode.FLOOR).longValueExact();
            var rest = seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9);
            return Instant.ofEpochSecond(whole, rest.longValue());
        } catch (ArithmeticException | DateTimeException | NumberFormatException e) {
            return Instant.EPOCH;
        }
    }

    /// An honest `find` names nothing outside the place it was sent to.
    private static String checked(String name) throws SshException {
        if (name.equals(".")) {
            return "";
        }
        var relative = name.startsWith("./") ? name.substring(2) : name;
        for (var part : relative.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                throw new SshException(
                        new SshError.UnsafePath(RemoteName.readable(name), "it leaves its folder"));
            }
        }
        return relative;
    }

    private boolean matches(String name) {
        try {
            var path = Path.of(oneLine(name));
            return matchers.stream().anyMatch(m -> m.matches(path));
        } catch (InvalidPathException notANameHere) {
            return true; // it is brought under another name
        }
    }

    private static PathMatcher matcher(String glob) {
        return FileSystems.getDefault().getPathMatcher("glob:" + oneLine(glob));
    }

    /// Java's globs stop at a line break, which a name may have, and paths at what is no text.
    private static String oneLine(String name) {
        return ODD.matcher(name).replaceAll("\uFFFC");
    }

    private static String tidy(String pattern) {
        var tidy = pattern.strip();
        while (tidy.startsWith("./")) {
            tidy = tidy.substring(2);
        }
        while (tidy.endsWith("/")) {
            tidy = tidy.substring(0, tidy.length() - 1);
        }
        return tidy.equals(".") ? "" : tidy;
    }

    /// The folders before the first wild card.
    private static String start(String pattern) {
        var wild = GLOB.matcher(pattern);
        if (!wild.find()) {
            return pattern.isEmpty() ? "." : pattern;
        }
        int end = pattern.lastIndexOf('/', wild.start());
        return end < 0 ? "." : pattern.substring(0, end);
    }
}
